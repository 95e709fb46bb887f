import { join } from 'node:path';
import type { Argv } from '../../model/command.js';
import type { Image } from '../image/cache.js';
import { BARE_MACHINE, NO_FAST_STRINGS, QEMU, quoted } from '../machine/qemu.js';

/** A file of this computer that is part of a machine's memory. */
export interface Region {
  readonly path: string;
  /** Bytes: all of the file. */
  readonly size: number;
}

/** A machine whose time is counted in instructions. */
export interface DeterministicMachine {
  readonly image: Image;
  readonly rootfs: Region;
  /** The tar archive with the job. */
  readonly job: Region;
  /** MiB */
  readonly memory: number;
  /** The machine's own folder. */
  readonly folder: string;
  /** More of QEMU's options: what instruments the machine. */
  readonly qemuOptions: readonly string[];
}

/** What a machine writes in its folder. */
export const outputFiles = (folder: string) => ({
  console: join(folder, 'console.log'),
  results: join(folder, 'results'),
  log: join(folder, 'qemu.log'),
});

/** The memory of a disk has to be a multiple of this, for the kernel to map it. */
export const REGION_ALIGNMENT = 16 * 1024 * 1024;
/** MiB of addresses for disks in memory: far more than they need, which costs nothing. */
const ADDRESSES = 64 * 1024;

/**
 * A disk as read-only memory. The machine reads it without waiting: when a disk's answer comes
 * depends on this computer, and with it all that the machine does afterwards.
 */
const memoryDisk = (id: string, { path, size }: Region): readonly string[] => [
  '-object',
  `memory-backend-file,id=${id},mem-path=${quoted(path)},size=${size},share=off,readonly=on`,
  '-device',
  `nvdimm,memdev=${id},unarmed=on`,
];

/**
 * One CPU; an instruction takes a nanosecond, and when there is nothing to be done the time of the
 * next event comes at once. Nothing tells the machine of this computer: neither its clock nor
 * random numbers. Recording, for nobody to replay, has a purpose of its own: it makes QEMU's main loop
 * and the CPU take turns. Otherwise, once in some hundred thousand times, the loop moves the clock of
 * a CPU that halts before its last instructions have been counted.
 */
const INSTRUCTION_TIME = [
  ...['-accel', 'tcg,thread=single', '-smp', '1'],
  ...['-icount', 'shift=0,sleep=off,rr=record,rrfile=/dev/null'],
  ...['-rtc', 'base=2020-01-01,clock=vm'],
  ...['-cpu', 'max,-rdrand,-rdseed', '-seed', '1'],
] as const;

/**
 * Of the kernel's command line: disks are in memory; no watchdog and no check of the TSC by another
 * clock, which are timers that go off beside the work. Programs are always loaded at the same
 * addresses, as QEMU translates them anew at others: a process then starts in a seventh of the time.
 * Interrupts of the HPET cost some hundred instructions more than those of the local APIC's timer,
 * but for that the kernel would first look how fast it is, and double the time of its start.
 */
const KERNEL_ARGUMENTS = [
  'disk=pmem',
  'console=ttyS0',
  'loglevel=3',
  'panic=-1',
  'mitigations=off',
  'nokaslr',
  'norandmaps',
  'nowatchdog',
  'tsc=reliable',
  'nolapic_timer',
  'cryptomgr.notests',
  'edd=off',
  NO_FAST_STRINGS,
].join(' ');

/** The command that boots a machine, which then does its job and ends. No privileges. Pure. */
export const machineCommand = (machine: DeterministicMachine): Argv => {
  const { image, rootfs, job, memory, folder, qemuOptions } = machine;
  const files = outputFiles(folder);
  return [
    QEMU,
    ...BARE_MACHINE,
    // QEMU's own small firmware; the usual one takes a second to find that there is no disk.
    ...['-machine', 'nvdimm=on', '-bios', 'qboot.rom'],
    ...INSTRUCTION_TIME,
    ...['-m', `${memory},slots=2,maxmem=${memory + ADDRESSES}M`],
    ...memoryDisk('rootfs', rootfs),
    ...memoryDisk('job', job),
    ...['-serial', `file:${files.console}`, '-serial', `file:${files.results}`],
    ...['-kernel', image.kernel, '-initrd', image.initrd, '-append', KERNEL_ARGUMENTS],
    ...qemuOptions,
  ];
};
