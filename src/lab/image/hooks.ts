/**
 * Programs that mmdebstrap runs on this computer while it builds a machine's file system, with the
 * folder of that file system as $1. They read and write descriptors rather than named files: in
 * unshare mode they run as a user who may not enter the folder where the image is built. Descriptors
 * stay below 10, as the shell of one of apt's own hooks supports no higher ones.
 */

/**
 * Once apt works, while packages are still being installed: downloads the kernel's source package in
 * the background, from the machine's Debian release rather than this computer's, and extracts one
 * file. The lock is held until that is done.
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
 * At the end: adds the lab's own files (descriptor 3), an initial ramdisk and kernel modules, and
 * writes the file system (descriptor 4).
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
