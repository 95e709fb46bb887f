#!/bin/bash
# selftest.sh KIND SELFTEST: runs one of the kernel's selftests in /usr/src/selftests, with devices of that
# kind wherever it asks for macvlan, in a network namespace of its own. Prints what it prints, and
# `exit STATUS`.
# shellcheck source=lib.sh
. "${0%/*}/lib.sh"
kind=$1
selftests=/usr/src/selftests
tools=/run/selftest
programs=${0%/*}/selftest

prepare() {
	mkdir -p $tools/bin $tools/plugins
	install "$programs/ip" $tools/bin
	install "$programs/mtools" $tools/bin/msend
	install "$programs/mtools" $tools/bin/mreceive
	for kind in napi_macvlan softnet_macvlan direct_macvlan; do
		load "$(module_of $kind)"
		gcc -shared -fPIC -DKIND=$kind -o $tools/plugins/link_$kind.so "$programs/link_kind.c"
	done
	cp $selftests/net/forwarding/forwarding.config.sample $selftests/net/forwarding/forwarding.config
	# It looks whether the kernel is tainted, which any module of ours does; complaints are looked for here.
	[[ ! -e $selftests/net/netfilter/br_netfilter.sh ]] ||
		sed -i 's/^read t .*tainted$/t=0/' $selftests/net/netfilter/br_netfilter.sh
	dmesg --clear
}

if [[ $kind == prepare ]]; then
	prepare
	exit
fi
# Those that wait for an answer that may not come need no longer for it; none counts the answers.
[[ $2 != */local_termination.sh ]] || export PING_TIMEOUT=1
export KIND=$kind IP_LIB_DIR=$tools/plugins KSFT_MACHINE_SLOW=yes PATH=$tools/bin:$PATH
cd "$selftests/$(dirname "$2")"
ip netns add "selftest-$kind"
set +e
trap - ERR
ip netns exec "selftest-$kind" bash "./$(basename "$2")" 2>&1
echo "exit $?"
ip netns del "selftest-$kind"
kernel_reports | sed 's/^/kernel: /'
