import { join } from 'node:path';
import type { Argv } from '../../model/command.js';
import type { Image } from '../image/cache.js';
import type { PlannedMachine, PlannedNic } from '../plan.js';
import type { LabSockets } from './sockets.js';

export const QEMU = 'qemu-system-x86_64';

/** What executes a machine's instructions: the processor, or QEMU's translator. */
export type Accelerator = 'kvm' | 'tcg';

/** Where a machine is booted from, and where its files are. */
export interface MachinePlace {
  readonly image: Image;
  readonly accelerator: Accelerator;
  readonly sockets: LabSockets;
  /** The lab's folder. Its name in the command line tells the lab's processes from others. */
  readonly folder: string;
}

/** The machine's own files in the lab's folder. */
export const machineFiles = (folder: string, machine: string) => ({
  identity: join(folder, `${machine}.tar`),
  serial: join(folder, `${machine}.serial.log`),
  log: join(folder, `${machine}.qemu.log`),
  control: join(folder, `${machine}.qmp`),
});

/** A value in QEMU's key=value lists, where a comma is written twice. */
export const quoted = (value: string): string => value.replaceAll(',', ',,');

/** Without the firmware that would boot from a network, which takes time to load. */
const card = (id: string, slot: number, rest: string): string[] => [
  '-device',
  `virtio-net-pci,id=${id},addr=0x${slot.toString(16)},romfile=${rest}`,
];

/** Drivers find cards in the order of their PCI slots, which is the order of eth0, eth1, … */
const FIRST_NIC_SLOT = 8;

/** eth0 reaches nothing; sshd is reached through it, from this computer alone. */
const management = (sshPort: number): string[] => [
  '-netdev',
  `user,id=management,restrict=on,ipv6=off,hostfwd=tcp:127.0.0.1:${sshPort}-:22`,
  ...card('eth0', FIRST_NIC_SLOT, ',netdev=management'),
];

/** UDP, not a stream: a receiver that does not keep up drops, as a NIC does. */
const cable = (id: string, local: number, remote: number): string[] => [
  '-netdev',
  `dgram,id=${id},local.type=inet,local.host=127.0.0.1,local.port=${local},` +
    `remote.type=inet,remote.host=127.0.0.1,remote.port=${remote}`,
];

const testCard = (
  { port, mac, peer, receiveRing }: PlannedNic,
  index: number,
  sockets: LabSockets,
) => {
  const slot = FIRST_NIC_SLOT + index + 1;
  const identity = `,mac=${mac},rx_queue_size=${receiveRing}`;
  const local = sockets.cable.get(port);
  const remote = peer === undefined ? undefined : sockets.cable.get(peer);
  if (local === undefined || remote === undefined) return card(port, slot, identity);
  const id = `cable-${port}`;
  return [...cable(id, local, remote), ...card(port, slot, `${identity},netdev=${id}`)];
};

const PROCESSOR: Readonly<Record<Accelerator, readonly string[]>> = {
  kvm: ['-accel', 'kvm', '-cpu', 'host'],
  tcg: ['-accel', 'tcg,thread=multi,tb-size=256', '-cpu', 'max'],
};

/** A PC with nothing in it that was not asked for, the same on every computer. */
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
 * Translated string instructions cost one instruction for every few bytes. A kernel that is told
 * there are no fast ones uses others, and forwards half as many frames again.
 */
export const NO_FAST_STRINGS = 'clearcpuid=erms,fsrm,rep_good';

/**
 * What a kernel cannot know of a translated processor: its time stamp counters agree, and the clock
 * it would use instead (HPET) takes microseconds to read; and code that is found at the same address
 * by every process is translated once.
 */
const TRANSLATED = [NO_FAST_STRINGS, 'tsc=reliable', 'norandmaps'];

/** The processor's options for an accelerator. */
export const processor = (accelerator: Accelerator): readonly string[] => PROCESSOR[accelerator];

/**
 * Of the kernel's command line: interfaces are called eth0, eth1, …; a panic ends QEMU. Mitigations
 * against reading other people's secrets cost time, and there are no other people. A kernel that has
 * the drivers built in may have no initial ramdisk, and goes to the root file system's init itself.
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

/** Keeps everything but the work of softirqs off the DUT's CPUs. */
const isolation = ({ cpus, isolated = [] }: PlannedMachine): readonly string[] => {
  if (isolated.length === 0) return [];
  const others = Array.from({ length: cpus }, (_, cpu) => cpu).filter(
    (cpu) => !isolated.includes(cpu),
  );
  return [`isolcpus=${isolated.join(',')}`, `irqaffinity=${others.join(',')}`];
};

/** The command that boots a machine. Absolute file names, no privileges. Pure. */
export const qemuCommand = (machine: PlannedMachine, place: MachinePlace): Argv => {
  const { image, sockets, folder, accelerator } = place;
  const files = machineFiles(folder, machine.name);
  const sshPort = sockets.ssh.get(machine.name);
  if (sshPort === undefined) throw new RangeError(`no ssh port for machine ${machine.name}`);
  return [
    QEMU,
    '-name',
    // The names of its threads tell which of them is a virtual CPU.
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
    [KERNEL_ARGUMENTS, ...(accelerator === 'tcg' ? TRANSLATED : []), ...isolation(machine)].join(
      ' ',
    ),
    '-drive',
    // What is written goes to a nameless temporary file: one image serves all machines.
    `file=${quoted(image.rootfs)},format=raw,if=virtio,snapshot=on`,
    '-drive',
    `file=${quoted(files.identity)},format=raw,if=virtio,readonly=on`,
    ...management(sshPort),
    ...machine.nics.flatMap((nic, index) => testCard(nic, index, sockets)),
  ];
};
