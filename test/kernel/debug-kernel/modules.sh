#!/bin/bash
# modules.sh KERNEL_PATCH LINUX OUT: builds the modules of the folder KERNEL_PATCH for the kernel built
# in LINUX, and puts them in OUT
set -eu
kernel_patch=$1 linux=$2 out=$3
rm -rf "$out"
mkdir -p "$out"
for source in "$kernel_patch"/*/; do
	build=$(mktemp -d)
	cp "$source"* "$build"
	if [[ -e $build/6.1.patch ]]; then
		cp "$linux/drivers/net/macvlan.c" "$build"
		patch --silent --force --fuzz=0 --output="$build/napi_macvlan.c" "$build/macvlan.c" "$build/6.1.patch"
	fi
	make --silent --directory="$build" KDIR="$linux" modules
	mv "$build"/*.ko "$out"
	rm -r "$build"
done
