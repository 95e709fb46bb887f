import { RUN_JOB } from './guest-job.js';
import { BUILD_MODULES } from './guest-modules.js';
import { INITRAMFS_INIT, makeInitramfs } from './initramfs.js';

/** A file to put into a machine's image. */
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

/** PID 1: runs the job if there is one, otherwise busybox's init, which reaps orphaned processes. */
const INIT = `
#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sysfs /sys
if [ -n "$job" ]; then exec /usr/share/vrbench/run-job; fi
exec /usr/bin/busybox init
`;

const INITTAB = `
::sysinit:/usr/share/vrbench/boot
::respawn:/usr/sbin/sshd -D
`;

/** For shell programs to source: the file systems that every machine mounts. */
const MOUNTS = `
mkdir -p /dev/pts &&
ln -sfn /proc/self/fd /dev/fd &&
mount -t devpts devpts /dev/pts &&
mount -t tmpfs -o mode=755 tmpfs /run &&
mount -t tmpfs tmpfs /tmp &&
mount -t debugfs debugfs /sys/kernel/debug &&
mkdir -p /run/lock
`;

/** All that a benchmark needs of a service manager. A failure powers the machine off. */
const BOOT = `
#!/bin/sh
set -e
trap '[ $? = 0 ] || /usr/bin/busybox poweroff -f' EXIT
. /usr/share/vrbench/mounts
mkdir /run/sshd
# The second disk is a tar archive of what is this machine's own: its name and its keys.
tar -xf /dev/vdb -C /
hostname -F /etc/hostname
# It may be built in.
[ -d /sys/bus/virtio/drivers/virtio_net ] || modprobe virtio_net
ip link set lo up
ip address add 10.0.2.15/24 dev eth0
ip link set eth0 up
`;

/** One key exchange and one type of key: an emulated machine takes seconds for others. */
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

/** The driver of test ports is loaded right after that of eth0, so that they are eth1, eth2, … */
export const driverFile = (driver: string): GuestFile =>
  file('etc/modprobe.d/vrbench.conf', 0o644, `softdep virtio_net post: ${driver}\n`);

/**
 * The files that every machine of a lab has beyond its Debian packages.
 * @param fileSystem modules that its kernel needs to mount the image: see makeInitramfs
 */
export const guestFiles = (fileSystem: readonly string[] = []): readonly GuestFile[] => [
  file('usr/share/vrbench/initramfs-init', 0o755, INITRAMFS_INIT),
  file('usr/share/vrbench/make-initramfs', 0o755, makeInitramfs(fileSystem)),
  file('usr/share/vrbench/build-modules', 0o755, BUILD_MODULES),
  file('usr/share/vrbench/mounts', 0o644, MOUNTS),
  file('usr/share/vrbench/boot', 0o755, BOOT),
  file('usr/share/vrbench/run-job', 0o755, RUN_JOB),
  file('usr/sbin/vrbench-init', 0o755, INIT),
  file('etc/inittab', 0o644, INITTAB),
  file('etc/ssh/sshd_config', 0o644, SSHD_CONFIG),
];
