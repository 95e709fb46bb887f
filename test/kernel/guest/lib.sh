# shellcheck shell=bash
# What the programs of this folder share. They run on a machine of a lab, as root, with the modules
# in /run/modules: a router (namespace vr) between a generator (gen0 in namespace gen) and a sink
# (sink0 in namespace sink), by software NICs dut0 and dut1.

set -eu -o pipefail
# Functions that are expected to succeed.
trap 'echo "failed: line $LINENO: $BASH_COMMAND" >&2' ERR

fail() {
	echo "failed: $*" >&2
	exit 1
}

# say WORDS...: to standard error, and fails
say() {
	echo "$*" >&2
	return 1
}

# undisturbed COMMAND...: a stall of the machine while time is measured spoils it: up to ten are made
undisturbed() {
	for _ in {1..10}; do
		if "$@"; then return; fi
	done
	fail "ten times: $*"
}

# equal GOT WANTED WHAT
equal() {
	[[ $1 == "$2" ]] || fail "$3: $1, and not $2"
}

# await COMMAND...: until it succeeds. A debug kernel on a busy computer takes its time.
await() {
	local deadline=$((SECONDS + 180))
	until "$@" >/dev/null 2>&1; do
		((SECONDS < deadline)) || fail "never: $*"
		sleep 0.05
	done
}

# refused WORDS COMMAND...: the command fails, and says those words
refused() {
	local words=$1 said
	shift
	if said=$("$@" 2>&1); then fail "was not refused: $*"; fi
	[[ $said == *"$words"* ]] || fail "$*: said '$said', and not '$words'"
}

load() {
	[[ -d /sys/module/$1 ]] || insmod "/run/modules/$1.ko"
}

# module_of KIND: the module that has it
module_of() {
	case $1 in
	softnet_macvlan) echo napi_macvlan ;;
	*) echo "$1" ;;
	esac
}

in_vr() { ip netns exec vr "$@"; }
in_gen() { ip netns exec gen "$@"; }
in_sink() { ip netns exec sink "$@"; }

# counter NAMESPACE DEVICE NAME
counter() {
	ip netns exec "$1" cat "/sys/class/net/$2/statistics/$3"
}

# Descriptors of a ring. Fewer frames than these are not lost, however long an emulated machine stalls.
RING=4096

# cable PORT OTHER NAMESPACE of OTHER [QUEUES]
cable() {
	local queues=${4:-1}
	ip link add name "$1" numrxqueues "$queues" numtxqueues "$queues" type softnic
	ip link add link "$1" name "$2" netns "$3" numrxqueues "$queues" numtxqueues "$queues" \
		type softnic
	ethtool -G "$1" rx $RING tx $RING
	ip netns exec "$3" ethtool -G "$2" rx $RING tx $RING
}

# address NAMESPACE DEVICE IPV4 IPV6
address() {
	ip -n "$1" address add "$3/24" dev "$2"
	ip -n "$1" address add "$4/64" dev "$2" nodad
	ip -n "$1" link set "$2" up
}

# router KIND: virtual devices v0 on dut0 and v1 on dut1 in namespace vr
router() {
	local name
	load softnic
	load "$(module_of "$1")"
	for name in gen sink vr; do
		ip netns add "$name"
		ip -n "$name" link set lo up
		ip netns exec "$name" sysctl -qw net.ipv6.conf.all.accept_dad=0 \
			net.ipv6.conf.default.accept_dad=0
	done
	cable dut0 gen0 gen
	cable dut1 sink0 sink
	for name in 0 1; do
		ip link set "dut$name" up
		ip link add link "dut$name" name "v$name" netns vr type "$1"
	done
	address vr v0 10.0.0.1 fd00:0::1
	address vr v1 10.0.1.1 fd00:1::1
	address gen gen0 10.0.0.2 fd00:0::2
	address sink sink0 10.0.1.2 fd00:1::2
	in_vr sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
	ip -n gen route add default via 10.0.0.1
	ip -n gen -6 route add default via fd00:0::1
	ip -n sink route add default via 10.0.1.1
	ip -n sink -6 route add default via fd00:1::1
	await in_gen busybox ping -c 1 -W 1 10.0.1.2
	await in_gen busybox ping6 -c 1 -W 1 fd00:1::2
}

# quiet: from now on nothing but test frames is on the cables
quiet() {
	local name
	ip -n vr neigh replace 10.0.0.2 lladdr "$(mac gen gen0)" dev v0
	ip -n vr neigh replace 10.0.1.2 lladdr "$(mac sink sink0)" dev v1
	ip -n gen neigh replace 10.0.0.1 lladdr "$(mac vr v0)" dev gen0
	ip -n sink neigh replace 10.0.1.1 lladdr "$(mac vr v1)" dev sink0
	for name in gen sink vr; do
		ip netns exec "$name" sysctl -qw net.ipv6.conf.all.disable_ipv6=1
	done
	sysctl -qw net.ipv6.conf.dut0.disable_ipv6=1 net.ipv6.conf.dut1.disable_ipv6=1
}

# clear_away: leaves the machine as it was
clear_away() {
	local name
	for name in $(ip netns list | cut -d' ' -f1); do ip netns del "$name"; done
	for name in dut0 dut1 pair0 q0; do ip link del "$name" 2>/dev/null || :; done
	# A namespace goes away by and by.
	await no_device gen0 v0
	for name in frame_sink napi_macvlan direct_macvlan softnic pktgen; do
		# What is built in stays.
		! grep -q "^$name " /proc/modules || await rmmod "$name"
	done
}

no_device() {
	local name
	for name; do [[ ! -e /sys/class/net/$name ]] || return 1; done
}

# kernel_reports: what the kernel has said since `dmesg --clear`, where a report is in it: what stands
# around it explains it
kernel_reports() {
	local reports='BUG|WARNING|KASAN|Oops|unregister_netdevice|refcount|\<lock(dep|up|ing)|deadlock|sleeping|ODEBUG|INFO:|suspicious'
	! dmesg | grep -qE "$reports" || dmesg
}

# pktgen_clear: removes the devices of the first thread, in the namespace that it runs in. The thread does so
# when it gets round to it, to devices as well that are added meanwhile.
pktgen_clear() {
	local thread=/proc/net/pktgen/kpktgend_0 device='^(Running|Stopped): +[^ ]'
	! grep -qE "$device" $thread || echo rem_device_all >$thread
	while grep -qE "$device" $thread; do
		sleep 0.05
	done
}
export -f pktgen_clear

# pktgen NAMESPACE DEVICE COUNT SETTING...: sends, and prints how many frames were sent
pktgen() {
	local namespace=$1 device=$2 count=$3
	shift 3
	modprobe pktgen 2>/dev/null || [[ -d /proc/net/pktgen ]]
	ip netns exec "$namespace" bash -c '
		device=$1 count=$2
		shift 2
		pktgen_clear
		echo "add_device $device" >/proc/net/pktgen/kpktgend_0
		for setting in "count $count" "pkt_size 60" "clone_skb 0" "$@"; do
			echo "$setting" >"/proc/net/pktgen/$device"
		done
		echo start >/proc/net/pktgen/pgctrl
		sed -n "s/^ *pkts-sofar: \([0-9]*\).*/\1/p" "/proc/net/pktgen/$device"
		pktgen_clear
	' bash "$device" "$count" "$@"
}

# through COUNT [SETTING...]: frames from gen0 through the router to the sink; prints how many
through() {
	local count=$1
	shift
	pktgen gen gen0 "$count" "dst_mac $(mac vr v0)" 'src_min 10.0.0.2' 'src_max 10.0.0.2' \
		'dst_min 10.0.1.2' 'dst_max 10.0.1.2' 'delay 20000' "$@"
}

mac() {
	ip netns exec "$1" cat "/sys/class/net/$2/address"
}

# carried PORT [COMMAND...]: what it has sent, and what has come out of its cable; the command runs it,
# in another namespace
carried() {
	local port=$1
	shift
	"$@" ethtool -S "$port" | awk '
		$1 == "tx_queue_0_packets:" { sent = $2 }
		$1 ~ /^rx_(queue_0_packets|missed|length_errors|no_buffer):/ { received += $2 }
		END { print sent, received }'
}

# arrived: all that was sent is out of the cables and the queues between gen0 and the sink, in this order
arrived() {
	local sent received
	read -r sent _ <<<"$(carried gen0 in_gen)"
	read -r _ received <<<"$(carried dut0)"
	[[ $sent == "$received" ]] || return 1
	# The backlog queues' lengths.
	! awk '{ print $12 }' /proc/net/softnet_stat | grep -q '[^0]' || return 1
	! tc -s qdisc show dev dut1 | grep 'backlog [^ ]* [1-9]' || return 1
	read -r sent _ <<<"$(carried dut1)"
	read -r _ received <<<"$(carried sink0 in_sink)"
	[[ $sent == "$received" ]]
}

# still COMMAND...: until no frame is on its way any more, and what it prints does not change; prints that
still() {
	local before after
	await arrived
	after=$("$@")
	while [[ ${before-} != "$after" ]]; do
		before=$after
		sleep 0.3
		await arrived
		after=$("$@")
	done
	echo "$after"
}

# sink_control TEXT...: commands to the frame sink of namespace sink
sink_control() {
	local command
	for command; do
		in_sink bash -c 'echo "$1" >/proc/net/frame_sink/control' bash "$command"
	done
}

# sink_field NAME: of the only flow that came
sink_field() {
	in_sink awk -v name="$1" '$1 == "flow" {
		for (i = 1; i < NF; i++) if ($i == name) { print $(i + 1); found = 1 }
	} END { if (!found) print 0 }' /proc/net/frame_sink/report
}
