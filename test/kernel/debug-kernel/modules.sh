#!/bin/bash
# modules.sh KERNEL_PATCH LINUX OUT: builds the modules of the folder KERNEL_PATCH for the kernel built
# in LINUX, and puts them in OUT; a warning is an error
set -eu
kernel_patch=$1 linux=$2 out=$3
rm -rf "$out"
mkdir -p "$out"
for makefile in "$kernel_patch"/*/Makefile; do
	build=$(mktemp -d)
	cp "${makefile%/*}"/* "$kernel_patch"/shared/* "$build"
	if [[ -e $build/macvlan.patch ]]; then
		cp "$linux/drivers/net/macvlan.c" "$build"
		patch --silent --force --fuzz=0 "$build/macvlan.c" "$build/macvlan.patch"
	fi
	make --silent --directory="$build" KDIR="$linux" W=1 KCFLAGS=-Werror modules
	mv "$build"/*.ko "$out"
	rm -r "$build"
done
