/**
 * Programs that mmdebstrap runs on this computer while it makes a machine's file system, with the
 * folder of that file system as $1. Descriptors, not file names, carry what goes in and out: in
 * unshare mode the hooks run as a user who may not enter the folder where the image is made.
 * They are few, because apt runs a hook of its own whose shell knows descriptors up to 9 only.
 */

/**
 * Once apt works, while packages are still being installed: fetches the kernel's source package
 * in the background and takes the one file out of it. It is the machine's release that is asked, not
 * this computer's. The lock tells when that has ended.
 */
export const FETCH_SOURCE = `
set -eu
mkdir "$1/tmp/source"
cd "$1/tmp/source"
exec 9>lock
flock 9
(
  APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-get download "$VRBENCH_SOURCE"
  dpkg-deb --fsys-tarfile "$VRBENCH_SOURCE"_*.deb | tar -xO "./usr/src/$VRBENCH_SOURCE.tar.xz" |
    tar -xJ --occurrence=1 "$VRBENCH_SOURCE/$VRBENCH_SOURCE_FILE" || true
) >log 2>&1 &
`;

/**
 * At the end: adds the lab's own files (3), an initial ramdisk and kernel modules, writes the file
 * system (4).
 */
export const WRITE_IMAGE = `
set -eu
tar -xf - -C "$1" <&3
mv "$1"/boot/vmlinuz-* "$1/boot/vmlinuz"
chroot "$1" /usr/share/vrbench/make-initramfs >"$1/boot/initrd.img"

flock "$1/tmp/source/lock" true
file="$VRBENCH_SOURCE/$VRBENCH_SOURCE_FILE"
if ! [ -s "$1/tmp/source/$file" ]; then
  cat "$1/tmp/source/log" >&2
  echo "$VRBENCH_SOURCE has no $VRBENCH_SOURCE_FILE" >&2
  exit 1
fi
install -D -m 644 "$1/tmp/source/$file" "$1/usr/src/$file"
chroot "$1" /usr/share/vrbench/build-modules "/usr/src/$file"

rm -rf "$1/tmp/source" "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/* "$1"/etc/ssh/ssh_host_*
# A bind mount shows the file system without what is mounted on it, such as /proc.
view="$1"
if mount --bind "$1" "$1/mnt"; then view="$1/mnt"; fi
trap 'if [ "$view" != "$1" ]; then umount "$view"; fi' EXIT
mke2fs -q -F -t ext4 $VRBENCH_MKE2FS -d "$view" /dev/fd/4 "$VRBENCH_SIZE"
`;
