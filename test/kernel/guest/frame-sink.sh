#!/bin/bash
# frame-sink.sh CASE: does the frame sink count what there is to count?
# shellcheck source=lib.sh
. "${0%/*}/lib.sh"

frames() { sink_field frames; }
counted() { [[ $(frames) == "$1" ]]; }

# measure COUNT [SETTING...]: sends through the router with the sink running
measure() {
	sink_control start
	equal "$(through "$@")" "$1" 'sent'
	still frames >/dev/null
	sink_control stop
}

dropped() { tc -s qdisc show dev dut1 root | sed -n 's/.*dropped \([0-9]*\),.*/\1/p'; }

# missed: frames that found no descriptor in a ring, as when the machine stalls for long
missed() { echo $(($(cat /sys/class/net/dut0/statistics/rx_missed_errors) + $(counter sink sink0 rx_missed_errors))); }

case_a_million_frames() {
	quiet
	local before after nic name
	before=$(missed)
	nic=$(counter sink sink0 rx_packets)
	sink_control start
	equal "$(through 1000000 'delay 40000' 'flag UDPSRC_RND' 'udp_src_min 9' 'udp_src_max 99')" 1000000 sent
	still frames >/dev/null
	after=$(missed)
	nic=$(($(counter sink sink0 rx_packets) - nic))
	sink_control stop
	equal "$(frames)" $((1000000 - after + before)) 'frames'
	equal "$(sink_field bytes)" $(($(frames) * 60)) 'bytes'
	equal "$(unseen 1000000)" $((after - before)) 'lost'
	for name in duplicates reordered unknown; do equal "$(sink_field $name)" 0 "$name"; done
	((nic >= $(frames))) || fail "the NIC counted $nic"
}

# unseen COUNT: of so many, those that the sink has not seen; what was lost behind the last frame that came
# shows in no gap
unseen() { echo $(($(sink_field lost) + $1 + 1 - $(sink_field next))); }

# What may not administer the network gives it no commands, though it is root.
case_commands_without_the_capability() {
	refused 'Operation not permitted' in_sink setpriv --bounding-set=-net_admin \
		bash -c 'echo start >/proc/net/frame_sink/control'
	equal "$(in_sink sed -n 's/running //p' /proc/net/frame_sink/control)" 0 'running'
	in_sink setpriv --bounding-set=-sys_admin bash -c 'echo start >/proc/net/frame_sink/control'
	sink_control stop
}

case_loss() {
	quiet
	tc qdisc replace dev dut1 root netem loss 20% limit 100000
	measure 3000
	local lost
	lost=$(dropped)
	((lost > 300)) || fail "netem dropped $lost"
	equal "$(frames)" $((3000 - lost)) 'frames'
	equal "$(unseen 3000)" "$lost" 'lost'
}

case_duplicates() {
	tc qdisc replace dev dut1 root netem duplicate 20% limit 100000
	measure 3000
	local extra
	extra=$(($(frames) - 3000))
	((extra > 300)) || fail "$extra more than were sent"
	equal "$(sink_field duplicates)" "$extra" 'duplicates'
	equal "$(sink_field lost)" 0 'lost'
}

case_reordering() {
	# Until all are sent, only those arrive that go ahead.
	tc qdisc replace dev dut1 root netem delay 10s reorder 5% limit 100000
	measure 3000
	equal "$(frames)" 3000 'frames'
	equal "$(sink_field lost)" 0 'lost'
	equal "$(sink_field duplicates)" 0 'duplicates'
	# Late are those that were sent before the last one that went ahead.
	(($(sink_field reordered) > 1000)) || fail "reordered $(sink_field reordered)"
	(($(sink_field farthest) >= 1000)) || fail "farthest $(sink_field farthest)"
}

# A port that loses its carrier stops pktgen: its second start is judged as what it is.
case_a_second_start() {
	quiet
	sink_control start
	equal "$(through 3000)" 3000 'sent at first'
	equal "$(through 500)" 500 'sent then'
	still frames >/dev/null
	sink_control stop
	equal "$(frames)" 3500 'frames'
	equal "$(sink_field restarts)" 1 'restarts'
	equal "$(sink_field restart_sequence)" 1 'first frame of the second start'
	equal "$(sink_field next)" 501 'next'
	local name
	for name in lost duplicates reordered unknown; do equal "$(sink_field $name)" 0 "$name"; done
}

# The software NIC does not stamp: the handler's clock is taken all the same.
case_no_hardware_stamps() {
	sink_control 'stamps hardware'
	measure 500
	equal "$(frames)" 500 'frames'
	equal "$(sink_field hardware)" 0 'by hardware'
	(($(sink_field timed) + $(sink_field negative) == 499)) || fail 'not timed'
	sink_control 'stamps handler'
	refused 'Invalid argument' sink_control 'stamps sundial'
}

case_foreign_frames() {
	sink_control start
	in_gen busybox ping -c 3 -W 60 10.0.1.2 >/dev/null
	equal "$(through 100)" 100 'sent'
	await counted 100
	(($(in_sink awk '$1 == "port" { print $8 }' /proc/net/frame_sink/report) >= 3)) || fail 'no foreign frames'
	in_gen busybox ping6 -c 1 -W 60 fd00:1::2 >/dev/null
}

case_ipv6_and_vlan() {
	cable pair0 pair1 sink
	ip link set pair0 up
	ip -n sink link set pair1 up
	ip netns add here
	ip link set pair0 netns here
	ip -n here link set pair0 up
	sink_control 'remove sink0' 'add pair1' 'flows tuple' start
	pktgen here pair0 500 "dst_mac $(mac sink pair1)" 'pkt_size 90' 'src6 fd00:7::1' 'dst6 fd00:8::1' 'delay 20000'
	await counted 500
	[[ $(in_sink cat /proc/net/frame_sink/report) == *'source fd00:7::1 destination fd00:8::1 source_port 9 '* ]] ||
		fail "$(in_sink cat /proc/net/frame_sink/report)"
	sink_control stop start
	pktgen here pair0 500 "dst_mac $(mac sink pair1)" 'pkt_size 64' 'vlan_id 7' 'dst_min 10.0.8.1' 'delay 20000'
	await counted 500
	equal "$(sink_field bytes)" 32000 'bytes, with the tag'
	equal "$(sink_field lost)" 0 'lost'
}

case_refusals() {
	refused 'No such device' sink_control 'add nothing'
	refused 'Invalid argument' sink_control 'add lo'
	refused 'File exists' sink_control 'add sink0'
	refused 'No such file' sink_control 'remove lo'
	refused 'Invalid argument' sink_control 'what'
	sink_control start
	refused 'busy' sink_control start
	refused 'busy' sink_control 'flows tuple'
	refused 'busy' sink_control 'stamps hardware'
	if ip -n sink link add link sink0 name m0 type macvlan 2>/dev/null; then fail 'two rx handlers'; fi
}

# mean: of the latencies, in ns; a frame that came before pktgen was back from sending it counts as 0
mean() {
	local frames
	frames=$(($(sink_field timed) + $(sink_field negative)))
	((frames > 0)) || fail "no latency: $(in_sink cat /proc/net/frame_sink/report)"
	echo $(($(sink_field sum_ns) / frames))
}

# delayed: what netem adds to the mean is 20 ms and the way to its timer
delayed() {
	local without with
	tc qdisc replace dev dut1 root netem limit 100000
	measure 500 'delay 2000000'
	without=$(mean)
	tc qdisc replace dev dut1 root netem delay 20ms limit 100000
	measure 500 'delay 2000000'
	with=$(mean)
	equal "$(sink_field lost)" 0 'lost'
	((with - without > 19000000 && with - without < 25000000)) || say "added $((with - without)) ns to $without"
}

case_a_known_delay() { undisturbed delayed; }

# transits COUNT: the DUT's own account of the frames it passes on, in the background
transits() {
	rm -f /tmp/transits
	bash "${0%/*}/transit.sh" dut0 dut1 "$1" >/tmp/transits 2>&1 &
	await grep -q watching /tmp/transits
}

# transit NUMBER: what the DUT took for this frame, in ns
transit() { awk -v number="$1" '$1 == number { printf "%d\n", $3 - $2 }' /tmp/transits; }

# A stamp is 20 ms early here, as early as a frame waits for its turn.
tagged() {
	transits 60
	sink_control 'tag 30'
	measure 60 'delay 20000000'
	wait
	local took sent naive
	took=$(transit 30)
	((took >= 20000000)) || fail "the DUT took $took ns"
	sent=$(($(sink_field tag_ns) - $(sink_field tag_sent_ns)))
	naive=$(($(sink_field tag_ns) - $(sink_field tag_stamp_ns)))
	sink_control 'tag 0'
	# Between the two stamps it was sent.
	((sent - 1000 <= naive && naive >= took)) || fail "$naive by its own stamp, $sent by the next, $took in the DUT"
	# The DUT does not see how long the frame was on the way to it and from it.
	((sent > took - 5000000 && sent < took + 5000000 && naive > took + 15000000)) ||
		say "in the DUT $took ns; by the next frame's stamp $sent ns; by its own stamp $naive ns"
}

case_a_tagged_frame() {
	quiet
	tc qdisc replace dev dut1 root netem delay 20ms limit 100000
	undisturbed tagged
}

# The clocks are one; the sink is told that the generator's is 7 s ahead.
case_clocks_apart() {
	sink_control 'offset_ns 7000000000'
	measure 500
	sink_control 'offset_ns 0'
	local mean
	mean=$(mean)
	# The generator may take longer to send a frame than it is on the way.
	((mean > 6900000000 && mean < 8000000000)) || fail "mean $mean"
	equal "$(sink_field negative)" 0 'negative'
	sink_control 'offset_ns -7000000000' start
	equal "$(through 500)" 500 sent
	still frames >/dev/null
	sink_control stop 'offset_ns 0'
	equal "$(sink_field timed)" 0 'timed'
	equal "$(sink_field negative)" 499 'negative'
}

trap clear_away EXIT
clear_away
router napi_macvlan
load frame_sink
sink_control 'add sink0'
"case_$1"
