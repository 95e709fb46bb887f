/**
 * PID 1 of the initramfs: loads the disks' drivers, then mounts the root file system. `disk` comes
 * from the kernel's command line. A machine of a lab has virtio disks. One that runs a job has its
 * disks in memory, where reads never wait, and a read-only image with a tmpfs on top. The disk
 * without a file system is the job.
 */
export const INITRAMFS_INIT = `
#!/bin/busybox sh
b=/bin/busybox
disk=\${disk:-virtio}
for module in /modules/$disk/*.ko; do $b insmod "$module"; done
$b mount -t devtmpfs devtmpfs /dev
case $disk in
  virtio) $b mount -t ext4 -o noatime /dev/vda /root ;;
  pmem)
    for device in /dev/pmem*; do
      if ! $b mount -t ext4 -o ro "$device" /image 2>/dev/null; then export job="$device"; fi
    done
    $b mount -t tmpfs tmpfs /written
    $b mkdir /written/upper /written/work
    $b mount -t overlay -o lowerdir=/image,upperdir=/written/upper,workdir=/written/work \\
      overlay /root
    ;;
esac
$b mount -o move /dev /root/dev
exec $b switch_root /root /usr/sbin/vrbench-init
`;

/**
 * Writes an initramfs with busybox and modules for the installed kernel to standard output.
 * @param fileSystem the modules of ext4 and what it needs, in the order of loading; none if the kernel has it built in
 */
export const makeInitramfs = (fileSystem: readonly string[]): string => `
#!/bin/sh
set -e
tree=$(mktemp -d)
cd "$tree"
mkdir bin dev image modules root written
cp /usr/bin/busybox bin/
cp /usr/share/vrbench/initramfs-init init
release=$(basename /lib/modules/*)
add() {
  folder=modules/$1
  shift
  mkdir "$folder"
  number=10
  for module in $(modprobe --set-version="$release" --show-depends --all "$@" |
    sed -n 's/^insmod \\([^ ]*\\).*/\\1/p'); do
    name=$(basename "$module" .xz)
    [ -e "$(echo "$folder"/*-"$name")" ] && continue
    case $module in
      # As Debian has them from trixie on.
      *.xz) /usr/bin/busybox xzcat "$module" >"$folder/$number-$name" ;;
      *) cp "$module" "$folder/$number-$name" ;;
    esac
    number=$((number + 1))
  done
}
add ${['virtio', 'virtio_pci', 'virtio_blk', ...fileSystem].join(' ')}
add pmem nfit nd_pmem overlay
find . | /usr/bin/busybox cpio -o -H newc -R 0:0 2>/dev/null
cd /
rm -r "$tree"
`;
