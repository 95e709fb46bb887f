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

ports() {
	load softnic
	ip netns add gen
	cable dut0 gen0 gen
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

# udp: a list of one frame, from 10.0.0.2 to 10.0.1.2
udp() {
	local frame='\x02\x00\x00\x00\x00\x01\x02\x00\x00\x00\x00\x02\x08\x00'
	frame+='\x45\x00\x00\x2e\x00\x00\x00\x00\x20\x11'
	frame+='\x85\xbc\x0a\x00\x00\x02\x0a\x00\x01\x02'
	frame+='\xc0\x20\x00\x07\x00\x1a\x00\x00'
	frame+='\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09'
	frame+='\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11'
	printf '%b' "\\x3c\\0$frame" |
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
ports
"case_$1"
