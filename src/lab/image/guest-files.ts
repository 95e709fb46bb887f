/** A file that goes into a machine. */
export interface GuestFile {
  /** From the root folder, without a leading slash. */
  readonly path: string;
  readonly mode: number;
  readonly text: string;
}

const file = (path: string, mode: number, text: string): GuestFile => ({
  path,
  mode,
  text: text.trimStart(),
});

/** PID 1 of the initramfs: the disks' drivers, then the root file system. */
const INITRAMFS_INIT = `
#!/bin/busybox sh
b=/bin/busybox
for module in /modules/*.ko; do $b insmod "$module"; done
$b mount -t devtmpfs devtmpfs /dev
$b mount -t ext4 -o noatime /dev/vda /root
$b mount -o move /dev /root/dev
exec $b switch_root /root /usr/sbin/vrbench-init
`;

/** Writes an initramfs for the installed kernel to standard output: busybox and six modules. */
const MAKE_INITRAMFS = `
#!/bin/sh
set -e
tree=$(mktemp -d)
cd "$tree"
mkdir bin dev modules root
cp /usr/bin/busybox bin/
cp /usr/share/vrbench/initramfs-init init
release=$(basename /lib/modules/*)
number=10
for module in $(modprobe --set-version="$release" --show-depends --all virtio_pci virtio_blk |
  sed -n 's/^insmod \\([^ ]*\\).*/\\1/p'); do
  name=$(basename "$module")
  [ -e "$(echo modules/*-"$name")" ] && continue
  cp "$module" "modules/$number-$name"
  number=$((number + 1))
done
find . | /usr/bin/busybox cpio -o -H newc -R 0:0 2>/dev/null
cd /
rm -r "$tree"
`;

/** PID 1: busybox's init reaps what is orphaned, so a process that ended is gone. */
const INIT = `
#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sysfs /sys
exec /usr/bin/busybox init
`;

const INITTAB = `
::sysinit:/usr/share/vrbench/boot
::respawn:/usr/sbin/sshd -D
`;

/** Everything a service manager would do that a benchmark needs. A failure ends the machine. */
const BOOT = `
#!/bin/sh
set -e
trap '[ $? = 0 ] || /usr/bin/busybox poweroff -f' EXIT
mkdir -p /dev/pts
mount -t devpts devpts /dev/pts
mount -t tmpfs -o mode=755 tmpfs /run
mount -t tmpfs tmpfs /tmp
mount -t debugfs debugfs /sys/kernel/debug
mkdir -p /run/sshd /run/lock
# The second disk is a tar archive of what is this machine's own: its name and its keys.
tar -xf /dev/vdb -C /
hostname -F /etc/hostname
modprobe virtio_net
ip link set lo up
ip address add 10.0.2.15/24 dev eth0
ip link set eth0 up
`;

/** One key exchange and one kind of key: an emulated machine takes seconds for the others. */
const SSHD_CONFIG = `
HostKey /etc/ssh/ssh_host_ed25519_key
AuthorizedKeysFile /etc/ssh/authorized_keys
KexAlgorithms curve25519-sha256
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
PrintMotd no
PrintLastLog no
MaxSessions 100
MaxStartups 100
Subsystem sftp internal-sftp
`;

/** What every machine of a lab has beyond its Debian packages. */
export const GUEST_FILES: readonly GuestFile[] = [
  file('usr/share/vrbench/initramfs-init', 0o755, INITRAMFS_INIT),
  file('usr/share/vrbench/make-initramfs', 0o755, MAKE_INITRAMFS),
  file('usr/share/vrbench/boot', 0o755, BOOT),
  file('usr/sbin/vrbench-init', 0o755, INIT),
  file('etc/inittab', 0o644, INITTAB),
  file('etc/ssh/sshd_config', 0o644, SSHD_CONFIG),
];
