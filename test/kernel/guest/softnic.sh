#!/bin/bash
# softnic.sh CASE: is every frame of a source accounted for, however it is worked out?
# shellcheck source=lib.sh
. "${0%/*}/lib.sh"
COUNT=300000

# frames LENGTH...: one of each to the source of gen0, in turn
frames() {
	local length
	for length; do
		printf '%b' "\\x$(printf %x $((length % 256)))\\x$(printf %x $((length / 256)))"
		head -c "$length" /dev/zero
	done | in_gen bash -c 'cat >/sys/class/net/gen0/source/frames'
}

# set_source NAME VALUE
set_source() { in_gen bash -c 'echo "$2" >"/sys/class/net/gen0/source/$1"' bash "$1" "$2"; }

count() { cat "/sys/class/net/dut0/statistics/$1"; }

# runs ARRIVALS SINK: more than the receiver can take, in one go; SINK: 1 to count and forget it
runs() {
	local before after
	echo "$2" >/sys/class/net/dut0/softnic/discard
	set_source arrivals "$1"
	before=$(($(count rx_packets) + $(count rx_missed_errors)))
	set_source start 0
	after=$(($(count rx_packets) + $(count rx_missed_errors)))
	equal $((after - before)) $COUNT "received or missed, $1"
	equal "$(in_gen cat /sys/class/net/gen0/source/sent)" $COUNT "sent, $1"
	(($(in_gen cat /sys/class/net/gen0/source/last_ns) > $(in_gen cat /sys/class/net/gen0/source/first_ns))) ||
		fail 'the last frame was not after the first'
}

# ports [QUEUES]
ports() {
	cable dut0 gen0 gen "${1:-1}"
	ip netns exec gen ethtool -s gen0 speed 400000 duplex full autoneg off
	sysctl -qw net.ipv6.conf.dut0.disable_ipv6=1
	in_gen sysctl -qw net.ipv6.conf.gen0.disable_ipv6=1
	ip link set dut0 up
	ip -n gen link set gen0 up
	set_source count $COUNT
	set_source gap_ns 2
	set_source burst 50
}

case_arrivals_at_a_receiver() {
	frames 60
	runs constant 0
	runs poisson 0
	runs burst 0
}

case_arrivals_at_a_sink() {
	frames 60
	runs constant 1
	runs poisson 1
	runs burst 1
}

# A distance shorter than the longest frame is on the wire: worked out frame by frame.
case_mixed_sizes() {
	frames 60 1514 590
	runs constant 0
	runs constant 1
}

# hundreds COUNT: a list of so many hundred frames of 60 bytes
hundreds() {
	for _ in {1..100}; do printf '\x3c\0' && head -c 60 /dev/zero; done >/run/hundred
	for ((i = 0; i < $1; i++)); do cat /run/hundred; done |
		in_gen bash -c 'cat >/sys/class/net/gen0/source/frames'
}

case_a_long_list() {
	hundreds 20
	equal "$(in_gen cat /sys/class/net/gen0/source/frames | wc -c)" 124000 'bytes of frames'
	runs constant 0
	refused 'File too large' hundreds 170
	frames 60
	runs constant 0
}

# A frame from 10.0.0.2 to 10.0.1.2.
UDP='\x02\x00\x00\x00\x00\x01\x02\x00\x00\x00\x00\x02\x08\x00'
UDP+='\x45\x00\x00\x2e\x00\x00\x00\x00\x20\x11'
UDP+='\x85\xbc\x0a\x00\x00\x02\x0a\x00\x01\x02'
UDP+='\xc0\x20\x00\x07\x00\x1a\x00\x00'
UDP+='\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09'
UDP+='\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11'

# udp: a list of that frame alone
udp() {
	printf '%b' "\\x3c\\0$UDP" |
		in_gen bash -c 'cat >/sys/class/net/gen0/source/frames'
}

# forwarding: what comes in at dut0 goes out at dut1, and is counted and forgotten at sink0
forwarding() {
	ip netns add sink
	cable dut1 sink0 sink
	in_sink sysctl -qw net.ipv6.conf.sink0.disable_ipv6=1
	sysctl -qw net.ipv6.conf.dut1.disable_ipv6=1 net.ipv4.ip_forward=1
	in_sink bash -c 'echo 1 >/sys/class/net/sink0/softnic/discard'
	ip link set dut0 address 02:00:00:00:00:01
	ip link set dut1 up
	ip -n sink link set sink0 up
	ip address add 10.0.0.1/24 dev dut0
	ip address add 10.0.1.1/24 dev dut1
	ip neigh replace 10.0.1.2 lladdr 02:00:00:00:00:03 dev dut1
}

# at_sink NAME VALUE: an attribute of sink0
at_sink() { in_sink bash -c 'echo "$2" >"/sys/class/net/sink0/softnic/$1"' bash "$1" "$2"; }

times() { in_sink cat /sys/class/net/sink0/softnic/latency; }

# timed NAME: a figure of the report
timed() { times | sed -n "s/^softnic 1.* $1 \([0-9]*\).*/\1/p"; }

# in_buckets: how many frames the histogram has
in_buckets() { times | awk '/^latency/ { for (i = 3; i <= NF; i += 2) n += $i; print n + 0 }'; }

monotonic() { sed -n '/^now at/{s/[^0-9]//gp;q;}' /proc/timer_list; }

# between LEAST VALUE MOST WHAT
between() { (($1 <= $2 && $2 <= $3)) || fail "$4: $2, and not from $1 to $3"; }

# Through the router: by the stamp of the port where a frame came in, to when it left.
case_times_of_frames() {
	local start
	forwarding
	udp
	set_source count 200
	set_source gap_ns 200000
	refused 'No data available' times
	at_sink timed 1
	echo 1 >/sys/class/net/dut0/softnic/stamp
	start=$(($(monotonic) + 2000000000))
	at_sink tag_ns $((start + 100 * 200000))
	set_source start $start
	equal "$(timed frames)" 200 'frames that were timed'
	equal "$(timed unstamped)" 0 'without a stamp'
	equal "$(in_buckets)" 200 'in the histogram'
	equal "$(timed tagged)" 1 'tagged'
	between 1 "$(timed least_ns)" "$(timed tagged_ns)" 'the least'
	between "$(timed tagged_ns)" "$(timed most_ns)" 100000000000 'the most'
	between $((200 * $(timed least_ns))) "$(timed sum_ns)" $((200 * $(timed most_ns))) 'the sum'
	equal "$(in_sink cat /sys/class/net/sink0/statistics/rx_packets)" 200 'counted all the same'

	echo 0 >/sys/class/net/dut0/softnic/stamp
	set_source start 0
	equal "$(timed frames)" 200 'timed, without a stamp'
	equal "$(timed unstamped)" 200 'without a stamp'

	at_sink timed 1
	equal "$(timed frames) $(timed unstamped) $(in_buckets)" '0 0 0' 'afresh'
	at_sink timed 0
	refused 'No data available' times
	sysctl -qw net.ipv4.ip_forward=0
}

# again QUEUES: other ports in the place of those that are there
again() {
	ip link del dut0
	ip -n gen link del gen0
	ports "$1"
	rests
	ip link set dut0 address 02:00:00:00:00:01
	wakes
}

rests() { ip link set dut0 down; }
wakes() { ip link set dut0 up; }

# flows COUNT: a list of frames of as many flows, which differ in their source ports
flows() {
	local flow
	for ((flow = 0; flow < $1; flow++)); do
		printf '%b' "\\x3c\\0${UDP/'\xc0\x20'/"\\xc0\\x$(printf %02x "$flow")"}"
	done | in_gen bash -c 'cat >/sys/class/net/gen0/source/frames'
}

# of_queue NUMBER NAME: a counter of dut0's receive queue
of_queue() { ethtool -S dut0 | sed -n "s/^ *rx_queue_$1_$2: //p"; }

# handled CPU: frames that it has taken to the protocols
handled() { printf '%d' "0x$(sed -n "$(($1 + 1))s/ .*//p" /proc/net/softnet_stat)"; }

case_queues_that_are_refused() {
	refused 'as many receive as transmit queues' ip link add q0 numrxqueues 2 type softnic
	refused 'at most 8 queues' ip link add q0 numrxqueues 9 numtxqueues 9 type softnic
	refused 'Invalid argument' ethtool -L dut0 combined 2
	again 2
	refused 'Device or resource busy' ethtool -L dut0 combined 1
	refused 'Device or resource busy' bash -c 'echo 0,1 >/sys/class/net/dut0/softnic/cpu'
	rests
	refused 'No such device' bash -c 'echo 0,99 >/sys/class/net/dut0/softnic/cpu'
	refused 'Invalid argument' bash -c 'echo 0,1,0 >/sys/class/net/dut0/softnic/cpu'
	refused 'Invalid argument' bash -c 'echo 0,x >/sys/class/net/dut0/softnic/cpu'
	refused 'Invalid argument' ethtool -L dut0 combined 3
}

case_a_queue_that_is_not_in_use_keeps_its_cpu() {
	again 2
	rests
	echo 1,0 >/sys/class/net/dut0/softnic/cpu
	ethtool -L dut0 combined 1
	equal "$(cat /sys/class/net/dut0/softnic/cpu)" 1 'the CPU in use'
	refused 'Invalid argument' bash -c 'echo 0,1 >/sys/class/net/dut0/softnic/cpu'
	echo 0 >/sys/class/net/dut0/softnic/cpu
	echo 1 >/sys/class/net/dut0/softnic/cpu
	ethtool -L dut0 combined 2
	equal "$(cat /sys/class/net/dut0/softnic/cpu)" 1,0 'the CPUs as they were'
	wakes
	equal "$(cat /sys/class/net/dut0/queues/tx-1/xps_cpus)" 1 "tx-1's CPU is 0"
}

case_one_queue_has_the_counters_it_had() {
	equal "$(ethtool -S dut0 | sed -n 's/^ *\([a-z0-9_]*\):.*/\1/p' | tr '\n' ' ')" \
		"rx_queue_0_packets rx_queue_0_bytes tx_queue_0_packets tx_queue_0_bytes rx_discarded rx_missed rx_length_errors rx_no_buffer interrupts polls tx_stopped " \
		'counters'
	equal "$(cat /sys/class/net/dut0/softnic/cpu)" 0 'the CPU'
	[[ ! -e /sys/class/net/dut0/queues/rx-1 ]] || fail 'there is a second queue'
}

# Every frame is of one queue, every queue's frames are handled on its CPU, and a flow keeps to a queue.
case_queues_share_the_flows() {
	local cpu before=() arrived=()
	again 2
	rests
	echo 0,1 >/sys/class/net/dut0/softnic/cpu
	equal "$(cat /sys/class/net/dut0/softnic/cpu)" 0,1 'the CPUs'
	wakes
	flows 32
	runs constant 0
	runs poisson 0
	runs burst 0
	runs constant 1
	echo 0 >/sys/class/net/dut0/softnic/discard

	# Slow enough that none is missed.
	set_source arrivals constant
	set_source count 3200
	set_source gap_ns 200000
	for cpu in 0 1; do
		before[cpu]=$(handled $cpu)
		arrived[cpu]=$(($(of_queue $cpu packets) + $(of_queue $cpu missed)))
	done
	set_source start 0
	for cpu in 0 1; do
		arrived[cpu]=$(($(of_queue $cpu packets) + $(of_queue $cpu missed) - arrived[cpu]))
		(((arrived[cpu] % 100) == 0)) || fail "flows are not whole: ${arrived[cpu]} frames of queue $cpu"
		((arrived[cpu] > 0)) || fail "nothing came to queue $cpu"
		(($(handled $cpu) - before[cpu] > 0)) || fail "CPU $cpu did nothing"
	done
	equal $((arrived[0] + arrived[1])) 3200 'frames of both queues'
	(($(of_queue 0 polls) > 0 && $(of_queue 1 polls) > 0)) || fail 'a queue was not polled'

	flows 1
	arrived=("$(of_queue 0 packets)" "$(of_queue 1 packets)")
	set_source count 100
	set_source start 0
	arrived=($(($(of_queue 0 packets) - arrived[0])) $(($(of_queue 1 packets) - arrived[1])))
	equal $((arrived[0] + arrived[1])) 100 'frames of one flow'
	((arrived[0] == 0 || arrived[1] == 0)) || fail "one flow came to both queues: ${arrived[*]}"
}

case_fewer_queues_in_use() {
	again 2
	rests
	ethtool -L dut0 combined 1
	equal "$(ethtool -l dut0 | sed -n 's/^Combined:[^0-9]*//p' | tr '\n' ' ')" '2 1 ' 'queues'
	[[ ! -e /sys/class/net/dut0/queues/rx-1 ]] || fail 'there is a second queue'
	wakes
	flows 32
	runs constant 0
	equal "$(of_queue 1 packets)" 0 'of the queue that is not in use'
	rests
	ethtool -L dut0 combined 2
	wakes
	runs constant 0
	(($(of_queue 1 packets) > 0)) || fail 'nothing came to the second queue'
}

# A CPU sends through its own queue; pktgen says which.
case_transmit_queues() {
	local sent=()
	again 2
	rests
	echo 1,0 >/sys/class/net/dut0/softnic/cpu
	wakes
	equal "$(cat /sys/class/net/dut0/queues/tx-{0,1}/xps_cpus | tr '\n' ' ')" '2 1 ' 'XPS'
	echo 3 >/sys/class/net/dut0/queues/tx-0/xps_cpus
	rests
	wakes
	equal "$(cat /sys/class/net/dut0/queues/tx-0/xps_cpus)" 3 'XPS as it was set'
	in_gen bash -c 'echo 1 >/sys/class/net/gen0/softnic/discard'
	modprobe pktgen 2>/dev/null || [[ -d /proc/net/pktgen ]]
	pktgen_clear
	echo 'add_device dut0' >/proc/net/pktgen/kpktgend_0
	for setting in 'count 1000' 'pkt_size 60' 'dst_mac 02:00:00:00:00:02' \
		'queue_map_min 1' 'queue_map_max 1'; do
		echo "$setting" >/proc/net/pktgen/dut0
	done
	echo start >/proc/net/pktgen/pgctrl
	pktgen_clear
	for queue in 0 1; do
		sent+=("$(ethtool -S dut0 | sed -n "s/^ *tx_queue_${queue}_packets: //p")")
	done
	equal "${sent[*]}" '0 1000' 'sent by queue'
	await rmmod pktgen
}

# Queues change, and ports come and go, while a source runs.
case_queues_change_under_load() {
	again 2
	flows 32
	set_source count 100000000
	set_source gap_ns 1000
	for _ in {1..20}; do
		set_source start 0 2>/dev/null &
		sleep 0.2
		rests
		ethtool -L dut0 combined 1
		wakes
		wait
		set_source start 0 2>/dev/null &
		sleep 0.2
		ip -n gen link set gen0 down
		ip -n gen link set gen0 up
		rests
		ethtool -L dut0 combined 2
		echo 1,0 >/sys/class/net/dut0/softnic/cpu
		wakes
		wait
	done
	set_source count $COUNT
	set_source gap_ns 2
	runs constant 0
}

# A port that is timed and no sink gets the frames' bytes, too.
case_times_at_a_receiver() {
	local before
	ip link set dut0 address 02:00:00:00:00:01
	echo 1 >/sys/class/net/dut0/softnic/timed
	before=$(count rx_packets)
	equal "$(pktgen gen gen0 100 'dst_mac 02:00:00:00:00:01' 'delay 20000')" 100 'sent'
	await grep -q ' unstamped 100 ' /sys/class/net/dut0/softnic/latency
	equal $(($(count rx_packets) - before)) 100 'received'
	await rmmod pktgen
}

trap clear_away EXIT
clear_away
load softnic
ip netns add gen
ports
"case_$1"
