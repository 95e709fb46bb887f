import type { Argv, Command } from '../../model/command.js';
import { folderOf } from './processes.js';

export const QEMU = 'qemu-system-x86_64';

/** A network device of a guest, and the macvtap of the DUT that its frames go through. */
export interface QemuPort {
  readonly device: string;
  readonly mac: string;
}

/** Descriptors of tap devices start here; shells only support single digits. */
const FIRST_TAP = 3;

/** MiB */
const MEMORY = 128;

/** Translation cache: enough for a kernel that forwards, and less than an eighth of the machine's memory. */
const TRANSLATED_CODE = 64;

/** Accelerators of a guest, in the order in which they are tried. */
export const ACCELERATORS: readonly string[] = ['kvm', `tcg,tb-size=${TRANSLATED_CODE}`];

/** PCI slots: drivers find devices in their order, which is that of eth0, eth1, ... */
const FIRST_SLOT = 8;

/**
 * The monitor of a QEMU guest, without its accelerator: the DUT's own kernel, an initial ramdisk with
 * the DUT's own tools, and virtio devices on macvtaps, which are open as descriptors from 3 on.
 */
export const qemuMonitor = (ports: readonly QemuPort[]): Argv => [
  ...([QEMU, '-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'] as const),
  ...['-machine', 'q35', '-cpu', 'max', '-smp', '1', '-m', String(MEMORY)],
  ...['-serial', 'stdio', '-kernel', 'kernel', '-initrd', 'initrd'],
  ...['-append', 'console=ttyS0 quiet panic=-1 net.ifnames=0 mitigations=off'],
  ...ports.flatMap(({ mac }, index) => [
    ...['-netdev', `tap,id=net${index},fd=${FIRST_TAP + index}`],
    '-device',
    `virtio-net-pci,netdev=net${index},mac=${mac},addr=0x${(FIRST_SLOT + index).toString(16)},romfile=`,
  ]),
];

/** A macvtap's character device has no name without udev, or in another mount namespace. */
const MAKE = `cd -- "$1" || exit
shift
descriptor=3
for device; do
  number=$(cat "/sys/class/net/$device"/tap*/dev) || exit
  mknod "tap$descriptor" c "\${number%:*}" "\${number#*:}" || exit
  descriptor=$((descriptor + 1))
done
release=$(uname -r)
kernel=/boot/vmlinuz-$release
[ -e "$kernel" ] || kernel=/boot/vmlinuz
ln -s "$kernel" kernel || exit
mkdir -p tree/bin tree/sbin tree/modules tree/proc tree/sys tree/dev || exit
copy() {
  mkdir -p "tree$(dirname "$2")" && cp -L -- "$1" "tree$2" || exit
  for library in $(ldd "$1" 2>/dev/null | grep -o '/[^ ]*'); do
    [ -e "tree$library" ] || { mkdir -p "tree$(dirname "$library")" && cp -L -- "$library" "tree$library"; } || exit
  done
}
copy "$(command -v busybox)" /bin/busybox
# Not busybox: its shell takes its own ip, whatever else there is.
copy "$(command -v sh)" /bin/sh
copy "$(command -v ip)" /sbin/ip
copy "$(command -v tc)" /sbin/tc
number=10
for module in $(modprobe --show-depends --all virtio_pci virtio_net ipv6 | sed -n 's/^insmod \\([^ ]*\\).*/\\1/p'); do
  name=$(basename "$module" .xz)
  set -- tree/modules/*-"$name"
  [ ! -e "$1" ] || continue
  case $module in
    *.xz) busybox xzcat "$module" >"tree/modules/$number-$name" ;;
    *) cp -- "$module" "tree/modules/$number-$name" ;;
  esac || exit
  number=$((number + 1))
done
for file in init commands setup; do mv "$file" tree/ || exit; done
cd tree && find . | busybox cpio -o -H newc >../initrd 2>/dev/null && cd .. && rm -r tree`;

/** Creates what the monitor of a prepared guest needs: tap devices, kernel and initial ramdisk. */
export const makeMachine = (guest: string, ports: readonly QemuPort[]): Command => ({
  argv: [
    ...(['sh', '-c', MAKE, 'sh', folderOf(guest)] as const),
    ...ports.map(({ device }) => device),
  ],
});

/** Kernels that a guest can boot; at least one must exist. */
export const KERNELS: Argv = [
  'sh',
  '-c',
  '[ -e "/boot/vmlinuz-$(uname -r)" ] || [ -e /boot/vmlinuz ]',
];
