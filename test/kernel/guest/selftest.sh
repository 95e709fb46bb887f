#!/bin/bash
# selftest.sh KIND SELFTEST: runs one of the kernel's selftests in /usr/src/selftests, with devices of that
# kind wherever it asks for macvlan. Prints what it prints, and `exit STATUS`.
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
	# A socket that wants time stamps, as ping does: else the kernel patches its code with each ping that
	# begins or ends, and an emulated CPU may still run the breakpoint that is there meanwhile.
	perl -MSocket -e 'socket(my $one, AF_INET, SOCK_DGRAM, 0) or die; setsockopt($one, SOL_SOCKET, 29, 1) or die; sleep' \
		</dev/null >/dev/null 2>&1 &
	dmesg --clear
}

if [[ $kind == prepare ]]; then
	prepare
	exit
fi
# How long selftests wait: long for what comes, on a slow machine too; not for answers that none looks at.
export PING_TIMEOUT=60 WAIT_TIMEOUT=300 KSFT_MACHINE_SLOW=yes
[[ $2 != */local_termination.sh ]] || PING_TIMEOUT=1
export KIND=$kind IP_LIB_DIR=$tools/plugins PATH=$tools/bin:$PATH
cd "$selftests/$(dirname "$2")"
set +e
trap - ERR
bash "./$(basename "$2")" 2>&1
echo "exit $?"
kernel_reports | sed 's/^/kernel: /'
