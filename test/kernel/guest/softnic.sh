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

trap clear_away EXIT
clear_away
ports
"case_$1"
