#!/bin/bash
# stress.sh SECONDS SEED KIND...: makes, deletes, moves, flaps and unloads under traffic. A command may fail,
# as it would for a user; the kernel may not. Says what it did, and what the kernel has to say.
# shellcheck source=lib.sh
. "${0%/*}/lib.sh"
lasting=$1
RANDOM=$2
shift 2
KINDS=("$@")
set +e
trap - ERR

PLACES=(vr sink other)
declare -A done_so_far=()

# one of its arguments, left in $chosen: a subshell would repeat itself
pick() {
	shift $((RANDOM % $#))
	chosen=$1
}

# So many ns between two frames: a kernel that watches itself takes long for each, and would do
# nothing else.
gap=50000
[[ ! -e /sys/kernel/debug/kmemleak ]] || gap=1000000

# Frames without end from gen0 through what router there is at that moment; the writer of `start`
# returns when the device goes away.
traffic() {
	ip netns exec gen bash -c '
		cd /proc/net/pktgen || exit
		pktgen_clear
		echo "add_device gen0" >kpktgend_0 || exit
		for setting in "count 0" "pkt_size 60" "delay $2" "dst_mac $1" "dst_min 10.0.1.2" \
			"src_min 10.0.0.2" "src_max 10.0.0.2"; do
			echo "$setting" >gen0
		done
		echo start >pgctrl
	' bash "$1" "$gap" &
}

up() {
	router "${KINDS[0]}"
	load frame_sink
	modprobe pktgen 2>/dev/null
	ip netns add other
	sink_control 'add sink0' start
	traffic "$(mac vr v0)"
}

down() {
	in_gen bash -c 'echo stop >/proc/net/pktgen/pgctrl' 2>/dev/null
	clear_away
	wait
}

serial=0
op_create() {
	pick dut0 dut1
	local lower=$chosen
	pick "${KINDS[@]}"
	local kind=$chosen
	pick "${PLACES[@]}"
	ip link add link "$lower" name "x$((serial++ % 20))" netns "$chosen" type "$kind" &&
		ip -n "$chosen" link set "x$(((serial - 1) % 20))" up
}
op_delete() {
	pick "${PLACES[@]}"
	ip -n "$chosen" link del "x$((RANDOM % 20))"
}
op_move() {
	pick "${PLACES[@]}"
	local from=$chosen
	pick "${PLACES[@]}"
	ip -n "$from" link set "x$((RANDOM % 20))" netns "$chosen"
}
op_move_the_router() {
	ip -n vr link set v1 netns other && ip -n other link set v1 netns vr &&
		address vr v1 10.0.1.1 fd00:1::1
}
op_flap() {
	pick dut0 dut1
	ip link set "$chosen" down
	ip link set "$chosen" up
}
op_flap_the_router() {
	pick v0 v1
	ip -n vr link set "$chosen" down
	ip -n vr link set "$chosen" up
}
op_neighbour() {
	ip -n vr neigh flush all
	ip -n vr neigh replace 10.0.1.2 lladdr "$(mac sink sink0)" dev v1
}
op_address() { ip -n vr link set v1 address "02:00:00:00:01:$((RANDOM % 90 + 10))"; }
op_mtu() { ip -n vr link set v1 mtu $((RANDOM % 500 + 1000)); }
op_qdisc() {
	pick 'dut1 root fq_codel' 'dut1 root pfifo_fast' 'dut1 root netem delay 1ms' 'dut1 clsact'
	# shellcheck disable=SC2086
	tc qdisc replace dev $chosen || tc qdisc del dev dut1 clsact
}
op_tap() { timeout 0.2 perl -MSocket -e 'socket(my $s, 17, SOCK_RAW, 0x0300); recv($s, my $f, 100, 0)'; }
op_vlan() { ip -n vr link add link v0 name v0.5 type vlan id 5 || ip -n vr link del v0.5; }
op_sink() {
	pick 'add sink0' 'remove sink0' start stop 'flows tuple' 'flows source'
	sink_control "$chosen"
}
op_read_sink() { in_sink cat /proc/net/frame_sink/report /proc/net/frame_sink/control; }
op_unload_sink() {
	rmmod frame_sink && load frame_sink && sink_control 'add sink0' start
}
op_start_over() {
	((RANDOM % 8 == 0)) || return 0
	pick 'ip netns del vr' 'rmmod softnic' 'ip link del dut0' 'ip netns del sink'
	$chosen
	down
	up
}

read -r -d '' -a OPS <<<"$(declare -F | sed -n 's/^declare -f \(op_.*\)/\1/p')" || :

# settle: has the kernel free what it keeps for later
settle() {
	local slab
	# A namespace that goes away waits for all that RCU still has to free.
	ip netns add settled
	ip netns del settled
	sync
	echo 3 >/proc/sys/vm/drop_caches
	for slab in /sys/kernel/slab/*/shrink; do echo 1 >"$slab"; done 2>/dev/null
	# The lists of free pages that each CPU has are emptied for this.
	echo 1 >/proc/sys/vm/compact_memory
}

available() { awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo; }
slabs() { awk '$1 == "SUnreclaim:" { print $2 }' /proc/meminfo; }

# memory_is_back: to what it was, but for KEPT kB of pages and KEPT_SLABS kB of objects. A leak never is
# back; what is freed late is after some time.
KEPT=8192 KEPT_SLABS=2048
memory_is_back() {
	settle
	taken=$((available_before - $(available))) taken_slabs=$(($(slabs) - slabs_before))
	((taken <= KEPT && taken_slabs <= KEPT_SLABS))
}

# An object on its way from one list to another is found now and then, and not the next time.
nothing_leaks() {
	echo scan >/sys/kernel/debug/kmemleak
	[[ -z $(</sys/kernel/debug/kmemleak) ]]
}

# patiently COMMAND...: until it succeeds, for three minutes
patiently() {
	local deadline=$((SECONDS + 180))
	until "$@"; do
		((SECONDS < deadline)) || return 1
		sleep 1
	done
}

# Once before, so that what is kept for the next time is there.
up
down
dmesg --clear
settle
available_before=$(available) slabs_before=$(slabs)
up
deadline=$((SECONDS + lasting))
# On a slow machine it takes longer until everything was done once.
while ((SECONDS < deadline || ${#done_so_far[@]} < ${#OPS[@]})); do
	pick "${OPS[@]}"
	done_so_far[$chosen]=$((${done_so_far[$chosen]-0} + 1))
	"$chosen" >/dev/null 2>&1
done
down
patiently memory_is_back || echo "leak: $taken kB, in slabs $taken_slabs kB"
echo "memory $taken kB less, slabs $taken_slabs kB more"
for op in "${!done_so_far[@]}"; do echo "did $op ${done_so_far[$op]}"; done
if [[ -e /sys/kernel/debug/kmemleak ]]; then
	patiently nothing_leaks || sed 's/^/leak: /' /sys/kernel/debug/kmemleak
fi
kernel_reports | sed 's/^/kernel: /'
echo over
