import { join } from 'node:path';
import type { Argv } from '../../model/command.js';
import type { Image } from '../image/cache.js';
import type { PlannedMachine, PlannedNic } from '../plan.js';
import { NIC_DEVICES } from './nic-device.js';
import type { LabSockets } from './sockets.js';

export const QEMU = 'qemu-system-x86_64';

/** What executes a machine's instructions: the host's CPU (KVM), or QEMU's translator (TCG). */
export type Accelerator = 'kvm' | 'tcg';

/** What a lab's machines are booted with. */
export interface BootEnvironment {
  readonly image: Image;
  readonly accelerator: Accelerator;
  readonly sockets: LabSockets;
  /** The lab's folder. The lab's processes are recognized by its name in their command lines. */
  readonly folder: string;
}

/** The machine's own files in the lab's folder. */
export const machineFiles = (folder: string, machine: string) => ({
  identity: join(folder, `${machine}.tar`),
  serial: join(folder, `${machine}.serial.log`),
  log: join(folder, `${machine}.qemu.log`),
  control: join(folder, `${machine}.qmp`),
});

/** A value for QEMU's key=value lists, where commas are doubled. */
export const quoted = (value: string): string => value.replaceAll(',', ',,');

/** A NIC without network boot firmware, which takes time to load. */
const nic = (device: string, id: string, slot: number, rest: string): string[] => [
  '-device',
  `${device},id=${id},addr=0x${slot.toString(16)},romfile=${rest}`,
];

/** Drivers probe NICs in the order of their PCI slots, which is that of eth0, eth1, … */
const FIRST_NIC_SLOT = 8;

/** eth0: restricted to inbound ssh from this computer. */
const management = (sshPort: number): string[] => [
  '-netdev',
  `user,id=management,restrict=on,ipv6=off,hostfwd=tcp:127.0.0.1:${sshPort}-:22`,
  ...nic(NIC_DEVICES.virtio.name, 'eth0', FIRST_NIC_SLOT, ',netdev=management'),
];

/** UDP rather than a stream: a receiver that cannot keep up drops frames, as a NIC does. */
const cable = (id: string, local: number, remote: number): string[] => [
  '-netdev',
  `dgram,id=${id},local.type=inet,local.host=127.0.0.1,local.port=${local},` +
    `remote.type=inet,remote.host=127.0.0.1,remote.port=${remote}`,
];

const testNic = (
  { port, mac, peer, receiveRing, model = 'virtio' }: PlannedNic,
  index: number,
  sockets: LabSockets,
) => {
  const slot = FIRST_NIC_SLOT + index + 1;
  const device = NIC_DEVICES[model];
  const identity = `,mac=${mac}${device.options(receiveRing)}`;
  const local = sockets.cable.get(port);
  const remote = peer === undefined ? undefined : sockets.cable.get(peer);
  if (local === undefined || remote === undefined) return nic(device.name, port, slot, identity);
  const id = `cable-${port}`;
  return [...cable(id, local, remote), ...nic(device.name, port, slot, `${identity},netdev=${id}`)];
};

const PROCESSOR: Readonly<Record<Accelerator, readonly string[]>> = {
  kvm: ['-accel', 'kvm', '-cpu', 'host'],
  tcg: ['-accel', 'tcg,thread=multi,tb-size=256', '-cpu', 'max'],
};

/** A PC without default devices, the same on every computer. */
export const BARE_MACHINE: readonly string[] = [
  '-nodefaults',
  '-no-user-config',
  '-display',
  'none',
  '-no-reboot',
  '-machine',
  'q35',
];

/**
 * Under TCG a string instruction is translated to one instruction for every few bytes. Without the
 * CPU flags for fast ones the kernel uses other code, and forwards half as many frames again.
 */
export const NO_FAST_STRINGS = 'clearcpuid=erms,fsrm,rep_good';

/**
 * Kernel parameters under TCG: the TSCs are synchronized (the HPET would take microseconds to read),
 * and without address randomization code shared by processes is translated only once.
 */
const TRANSLATED = [NO_FAST_STRINGS, 'tsc=reliable', 'norandmaps'];

/** QEMU's CPU options for an accelerator. */
export const processor = (accelerator: Accelerator): readonly string[] => PROCESSOR[accelerator];

/**
 * Kernel command line: interfaces are named eth0, eth1, …; a panic ends QEMU. CPU vulnerability
 * mitigations cost time and are of no use here. A kernel with built-in drivers may come without an
 * initial ramdisk, and starts the root file system's init itself.
 */
const KERNEL_ARGUMENTS = [
  'root=/dev/vda',
  'rw',
  'init=/usr/sbin/vrbench-init',
  'console=ttyS0',
  'quiet',
  'panic=-1',
  'net.ifnames=0',
  'mitigations=off',
  'nokaslr',
].join(' ');

/** Keeps everything but SoftIRQs off the DUT's CPUs. */
const isolation = ({ cpus, isolated = [] }: PlannedMachine): readonly string[] => {
  if (isolated.length === 0) return [];
  const others = Array.from({ length: cpus }, (_, cpu) => cpu).filter(
    (cpu) => !isolated.includes(cpu),
  );
  return [`isolcpus=${isolated.join(',')}`, `irqaffinity=${others.join(',')}`];
};

/** The command that boots a machine. Absolute file names, no privileges. Pure. */
export const qemuCommand = (machine: PlannedMachine, environment: BootEnvironment): Argv => {
  const { image, sockets, folder, accelerator } = environment;
  const files = machineFiles(folder, machine.name);
  const sshPort = sockets.ssh.get(machine.name);
  if (sshPort === undefined) throw new RangeError(`no ssh port for machine ${machine.name}`);
  return [
    QEMU,
    '-name',
    // Thread names identify the virtual CPUs.
    `guest=${machine.name},debug-threads=on`,
    ...BARE_MACHINE,
    ...processor(accelerator),
    '-smp',
    String(machine.cpus),
    '-m',
    String(machine.memory),
    '-serial',
    `file:${files.serial}`,
    '-qmp',
    `unix:${quoted(files.control)},server=on,wait=off`,
    '-kernel',
    image.kernel,
    '-initrd',
    image.initrd,
    '-append',
    [
      KERNEL_ARGUMENTS,
      ...(accelerator === 'tcg' ? TRANSLATED : []),
      ...isolation(machine),
      ...(image.parameters ?? []),
    ].join(' '),
    '-drive',
    // Writes go to an unnamed temporary file: all machines share one image.
    `file=${quoted(image.rootfs)},format=raw,if=virtio,snapshot=on`,
    '-drive',
    `file=${quoted(files.identity)},format=raw,if=virtio,readonly=on`,
    ...management(sshPort),
    ...machine.nics.flatMap((nic, index) => testNic(nic, index, sockets)),
  ];
};
