#!/bin/bash
# behaviour.sh CASE KIND: does a virtual device of that kind behave as a network device should?
# shellcheck source=lib.sh
. "${0%/*}/lib.sh"
kind=$2

case_neighbours() {
	ip -n vr neigh flush all
	ip -n gen neigh flush all
	in_gen busybox ping -c 1 -W 60 10.0.1.2 >/dev/null
	in_gen busybox ping6 -c 1 -W 60 fd00:1::2 >/dev/null
	[[ $(ip -n vr neigh show 10.0.0.2 dev v0) == *lladdr* ]] || fail 'no ARP entry'
	[[ $(ip -n vr neigh show fd00:0::2 dev v0) == *lladdr* ]] || fail 'no ND entry'
}

case_broadcast_and_multicast() {
	in_vr sysctl -qw net.ipv4.icmp_echo_ignore_broadcasts=0
	in_gen busybox ping -c 1 -W 60 10.0.0.255 >/dev/null
	in_gen busybox ping6 -c 1 -W 60 -I gen0 ff02::2 >/dev/null
	(($(counter vr v0 multicast) > 0)) || fail 'no multicast counted'
}

case_mtu() {
	refused 'mtu greater than device maximum' ip -n vr link set v0 mtu 9000
	ip -n vr link set v0 mtu 1400
	in_gen busybox ping -c 1 -W 60 -s 1300 10.0.1.2 >/dev/null
	ip link set dut0 mtu 1300
	equal "$(in_vr cat /sys/class/net/v0/mtu)" 1300 'MTU after the lower device'"'"'s'
}

case_address() {
	refused 'Address already in use' ip -n vr link set v0 address "$(cat /sys/class/net/dut0/address)"
	ip -n vr link set v0 address 02:00:00:00:00:77
	ip -n gen neigh flush all
	in_gen busybox ping -c 1 -W 60 10.0.1.2 >/dev/null
	[[ $(ip -n gen neigh show 10.0.0.1) == *02:00:00:00:00:77* ]] || fail 'the old address'
}

case_promiscuous() {
	ip -n vr link set v0 promisc on
	[[ $(ip -d link show dut0) == *'promiscuity 1 '* ]] || fail "$(ip -d link show dut0)"
	ip -n vr link set v0 promisc off
	[[ $(ip -d link show dut0) == *'promiscuity 0 '* ]] || fail 'still promiscuous'
}

carrier_is() { [[ $(in_vr cat /sys/class/net/v0/carrier) == "$1" ]]; }

case_carrier() {
	await carrier_is 1
	ip -n gen link set gen0 down
	await carrier_is 0
	ip -n gen link set gen0 up
	await carrier_is 1
}

case_vlan() {
	ip -n vr link add link v0 name v0.5 type vlan id 5
	ip -n gen link add link gen0 name gen0.5 type vlan id 5
	address vr v0.5 10.0.5.1 fd00:5::1
	address gen gen0.5 10.0.5.2 fd00:5::2
	await in_gen busybox ping -c 1 -W 1 10.0.5.1
	await in_gen busybox ping6 -c 1 -W 1 fd00:5::1
	# Through both, tagged on one side.
	ip -n gen route replace default via 10.0.5.1
	await in_gen busybox ping -c 1 -W 1 10.0.1.2
}

case_namespaces() {
	ip netns add other
	ip -n vr link set v0 netns other
	[[ $(ip -n other -d link show v0) == *"$kind"* ]] || fail 'not there'
	ip -n other link set v0 netns vr
	address vr v0 10.0.0.1 fd00:0::1
	await in_gen busybox ping -c 1 -W 1 10.0.1.2
	ip netns del vr
	# The lower device is free again once the namespace has gone.
	await ip link add link dut0 name again type macvlan
	ip link del again
	ip netns add vr
}

case_lower_device_removed() {
	ip link del dut0
	refused 'does not exist' ip -n vr link show v0
	ip -n vr link show v1 >/dev/null
}

case_described() {
	local shown
	shown=$(ip -n vr -d link show v0)
	[[ $shown == *"$kind"* ]] || fail "$shown"
	[[ $shown == *'v0@'* ]] || fail "$shown"
	[[ $(in_vr ethtool -i v0) == "driver: $kind"* ]] || fail "$(in_vr ethtool -i v0)"
}

# received NAMESPACE DEVICE: frames, less what is no test frame's
received() { counter "$1" "$2" rx_packets; }

# statistic DEVICE NAME
statistic() {
	case $1 in
	v*) counter vr "$1" "$2" ;;
	*) cat "/sys/class/net/$1/statistics/$2" ;;
	esac
}

# More than a ring takes: should the machine stall, frames are lost, and are in the sums too.
case_statistics() {
	local -A before counted
	local one
	local all=('dut0 rx_packets' 'dut0 rx_missed_errors' 'v0 rx_packets' 'v0 rx_errors'
		'v1 tx_packets' 'v1 tx_dropped')
	quiet
	still received vr v0 >/dev/null
	# shellcheck disable=SC2086
	for one in "${all[@]}"; do before[$one]=$(statistic $one); done
	equal "$(through 20000)" 20000 'sent'
	still received sink sink0 >/dev/null
	# shellcheck disable=SC2086
	for one in "${all[@]}"; do counted[$one]=$(($(statistic $one) - ${before[$one]})); done
	equal $((${counted[dut0 rx_packets]} + ${counted[dut0 rx_missed_errors]})) 20000 'arrived'
	equal $((${counted[v0 rx_packets]} + ${counted[v0 rx_errors]})) \
		"${counted[dut0 rx_packets]}" 'received by v0'
	equal $((${counted[v1 tx_packets]} + ${counted[v1 tx_dropped]})) \
		"${counted[v0 rx_packets]}" 'sent by v1'
	((${counted[v1 tx_packets]} > 0)) || fail 'nothing was forwarded'
}

case_refusals() {
	refused 'A lower device is required' ip link add x0 type "$kind"
	refused 'Lower device is not Ethernet' ip link add link lo name x0 type "$kind"
	refused 'MTU is larger' ip link add link dut0 name x0 mtu 9000 type "$kind"
	# macvlan's own refusals of what does not make or change a link have no words.
	refused 'Operation not supported' in_vr bridge fdb add 02:00:00:00:00:01 dev v0
	ip link add link dut0 name x0 address 02:00:00:00:00:02 type "$kind"
	ip link add link dut0 name x1 address 02:00:00:00:00:02 type "$kind"
	ip link set x0 up
	refused 'Address already in use' ip link set x1 up
	ip link del x0
	ip link del x1
}

case_beside_macvlan() {
	refused 'busy' ip link add link dut0 name m0 type macvlan
	cable pair0 pair1 gen
	ip link set pair0 up
	ip link add link pair0 name m0 type macvlan mode private
	refused 'taken by a macvlan' ip link add link pair0 name x0 type "$kind"
	ip link set m0 netns sink
	address sink m0 10.0.9.1 fd00:9::1
	address gen pair1 10.0.9.2 fd00:9::2
	await in_gen busybox ping -c 1 -W 1 10.0.9.1
	in_gen busybox ping -c 1 -W 60 10.0.1.2 >/dev/null
}

# path DEVICE NAME: frames that went that way, by direct_macvlan's counters
path() { in_vr ethtool -S "$1" | sed -n "s/^ *$2: //p"; }

case_ways_of_frames() {
	if [[ $kind != direct_macvlan ]]; then
		refused 'no stats available' in_vr ethtool -S v0
		return
	fi
	quiet
	still path v0 rx_direct >/dev/null
	local before_in before_out
	before_in=$(path v0 rx_direct) before_out=$(path v1 tx_direct)
	equal "$(through 1000)" 1000 'sent'
	still received sink sink0 >/dev/null
	equal $(($(path v0 rx_direct) - before_in)) 1000 'received directly'
	(($(path v1 tx_direct) - before_out >= 990)) || fail "$(in_vr ethtool -S v1)"
	# What somebody waits for takes the ordinary way.
	in_vr tc qdisc add dev v0 clsact
	in_vr tc qdisc add dev v1 clsact
	in_vr tc filter add dev v0 ingress matchall action ok
	in_vr tc filter add dev v1 egress matchall action ok
	local ordinary_in ordinary_out
	ordinary_in=$(path v0 rx_ordinary) ordinary_out=$(path v1 tx_ordinary)
	equal "$(through 1000)" 1000 'sent'
	still received sink sink0 >/dev/null
	equal $(($(path v0 rx_ordinary) - ordinary_in)) 1000 'received the ordinary way'
	equal $(($(path v1 tx_ordinary) - ordinary_out)) 1000 'sent the ordinary way'
}

case_module_in_use() {
	local module
	module=$(module_of "$kind")
	refused 'is in use' rmmod "$module"
	ip netns del vr
	await rmmod "$module"
	refused 'Unknown device type' ip link add link dut0 name x0 type "$kind"
}

# tap DEVICE [COMMAND...]: writes to /run/tap-DEVICE how many of pktgen's frames a packet socket sees
# until /run/tap-DEVICE.go is removed; the command runs it, in another namespace
tap() {
	local device=$1
	shift
	"$@" perl -MSocket -e '
		my ($device, $file) = @ARGV;
		socket(my $tap, 17, SOCK_RAW, 0x0300) or die "socket: $!";
		open(my $index, "<", "/sys/class/net/$device/ifindex") or die;
		bind($tap, pack("SnlSCCa8", 17, 3, <$index> + 0, 0, 0, 0, "")) or die "bind: $!";
		setsockopt($tap, SOL_SOCKET, 33, pack("l", 1 << 24)) or die "buffer: $!";
		setsockopt($tap, SOL_SOCKET, SO_RCVTIMEO, pack("qq", 1, 0)) or die "time: $!";
		open(my $ready, ">", "$file.ready") or die;
		close($ready);
		my $frames = 0;
		while (1) {
			if (defined recv($tap, my $frame, 2048, 0)) {
				$frames++ if unpack("x42N", $frame) == 0xbe9be955;
			} elsif (!-e "$file.go") {
				last;
			}
		}
		open(my $out, ">", $file) or die;
		print $out "$frames\n";
	' "$device" "/run/tap-$device"
}

case_taps() {
	local device
	for device in v0 v1; do
		touch "/run/tap-$device.go"
		tap "$device" in_vr &
		await test -e "/run/tap-$device.ready"
	done
	equal "$(through 1000)" 1000 'sent'
	still received sink sink0 >/dev/null
	rm /run/tap-v?.go
	wait
	for device in v0 v1; do
		equal "$(<"/run/tap-$device")" 1000 "seen by a tap on $device"
		rm "/run/tap-$device" "/run/tap-$device.ready"
	done
}

case_taps_on_lower_devices() {
	local device
	for device in dut0 dut1; do
		touch "/run/tap-$device.go"
		tap "$device" &
		await test -e "/run/tap-$device.ready"
		equal "$(through 1000)" 1000 'sent'
		still received sink sink0 >/dev/null
		rm "/run/tap-$device.go"
		wait
		equal "$(<"/run/tap-$device")" 1000 "seen by a tap on $device"
		rm "/run/tap-$device" "/run/tap-$device.ready"
	done
}

frames() { sink_field frames; }

# arrive COUNT: sends so many, prints how many came
arrive() {
	sink_control start
	equal "$(through "$1")" "$1" 'sent'
	still frames
	sink_control stop
}

# queued COMMAND...: frames that a qdisc has counted, by tc -s; neighbours are asked for now and then
queued() { "$@" | sed -n 's/.* \([0-9]*\) pkt .*/\1/p'; }

case_tc_on_the_virtual_device() {
	load frame_sink
	sink_control 'add sink0'
	equal "$(arrive 500)" 500 'without'
	in_vr tc qdisc add dev v1 clsact
	in_vr tc filter add dev v1 egress matchall action drop
	equal "$(arrive 500)" 0 'with an egress filter'
	in_vr tc qdisc del dev v1 clsact
	in_vr tc qdisc add dev v0 ingress
	in_vr tc filter add dev v0 ingress matchall action drop
	equal "$(arrive 500)" 0 'with an ingress filter'
	in_vr tc qdisc del dev v0 ingress
	in_vr tc qdisc add dev v1 root pfifo limit 1000
	equal "$(arrive 500)" 500 'with a qdisc'
	(($(queued in_vr tc -s qdisc show dev v1 root) >= 500)) || fail "$(in_vr tc -s qdisc show dev v1)"
	in_vr tc qdisc del dev v1 root
	equal "$(arrive 500)" 500 'without again'
}

case_qdisc_of_the_lower_device() {
	local qdisc
	load frame_sink
	sink_control 'add sink0'
	for qdisc in fq_codel pfifo_fast; do
		tc qdisc replace dev dut1 root "$qdisc"
		ip link set dut1 up
		equal "$(arrive 500)" 500 "with $qdisc"
		(($(queued tc -s qdisc show dev dut1 root) >= 500)) || fail "$(tc -s qdisc show dev dut1)"
	done
	tc qdisc replace dev dut1 root tbf rate 1mbit burst 2000 limit 3000
	(($(arrive 500) < 500)) || fail 'tbf let all of it through'
	tc qdisc del dev dut1 root
	tc qdisc add dev dut1 clsact
	tc filter add dev dut1 egress matchall action drop
	equal "$(arrive 500)" 0 'with an egress filter'
}

# on_queue NUMBER: frames that went through a transmit queue of q0
on_queue() {
	tc -s qdisc show dev q0 | awk -v parent="1:$(($1 + 1))" '
		/^qdisc/ { here = 0; for (i = 1; i < NF; i++) if ($i == "parent" && $(i + 1) == parent) here = 1 }
		here && $1 == "Sent" { print $4 }'
}

# Frames of many flows that one CPU forwards leave by the queue of that CPU.
case_transmit_queues() {
	local frames=1000 queue
	ip link add q0 numtxqueues 4 type veth peer name q1 numrxqueues 4 netns sink
	for queue in 0 1; do
		printf '%x' $((1 << queue)) >"/sys/class/net/q0/queues/tx-$queue/xps_cpus"
	done
	sysctl -qw net.ipv6.conf.q0.disable_ipv6=1
	tc qdisc replace dev q0 root handle 1: mq
	ip link set q0 up
	ip link add link q0 name v2 netns vr type "$kind"
	address vr v2 10.0.2.1 fd00:2::1
	address sink q1 10.0.2.2 fd00:2::2
	await in_vr busybox ping -c 1 -W 1 10.0.2.2
	quiet
	ip -n vr neigh replace 10.0.2.2 lladdr "$(mac sink q1)" dev v2
	local before=()
	for queue in 0 1 2 3; do before[queue]=$(on_queue $queue); done
	equal "$(through $frames 'dst_min 10.0.2.2' 'dst_max 10.0.2.2' 'flag UDPSRC_RND' \
		'udp_src_min 1000' 'udp_src_max 60000')" $frames 'sent'
	still received sink q1 >/dev/null
	# A few others may be under way: neighbours are asked for now and then.
	(($(on_queue 0) - before[0] >= frames)) || fail "$(tc -s qdisc show dev q0)"
	for queue in 1 2 3; do
		(($(on_queue $queue) - before[queue] < 10)) || fail "$(tc -s qdisc show dev q0)"
	done
	ip link del q0
}

# carry FROM TO ADDRESS: 8 MB of TCP, whole
carry() {
	# Held open: a listener that has nothing to say says so at once.
	[[ -p /run/hold ]] || mkfifo /run/hold
	exec 9<>/run/hold
	head -c 8000000 /dev/urandom >/run/sent
	ip netns exec "$2" busybox nc -l -p 4711 <&9 >/run/received &
	await listens "$2"
	ip netns exec "$1" busybox nc -w 20 "$3" 4711 </run/sent
	wait $!
	cmp /run/sent /run/received
	rm /run/sent /run/received
}

listens() { [[ $(ip netns exec "$1" cat /proc/net/tcp /proc/net/tcp6) == *:1267\ *:0000\ 0A* ]]; }

case_tcp() {
	carry gen sink 10.0.1.2
	carry sink gen fd00:0::2
}

trap clear_away EXIT
clear_away
router "$kind"
"case_$1"
