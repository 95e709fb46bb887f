import { join } from 'node:path';
import type { Argv } from '../../model/command.js';
import type { Image } from '../image/cache.js';
import { BARE_MACHINE, NO_FAST_STRINGS, QEMU, quoted } from '../machine/qemu.js';

/** A file of this computer that is mapped into a machine's memory. */
export interface Region {
  readonly path: string;
  /** Bytes: the whole file. */
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

/** The files a machine writes in its folder. */
export const outputFiles = (folder: string) => ({
  console: join(folder, 'console.log'),
  results: join(folder, 'results'),
  log: join(folder, 'qemu.log'),
});

/** The kernel only maps a disk whose size is a multiple of this. */
export const REGION_ALIGNMENT = 16 * 1024 * 1024;
/** MiB of address space for the memory disks: far more than needed, at no cost. */
const ADDRESSES = 64 * 1024;

/**
 * A disk as read-only memory, which the machine reads without waiting. How long an emulated disk
 * takes would depend on this computer, and with it all that the machine does afterwards.
 */
const memoryDisk = (id: string, { path, size }: Region): readonly string[] => [
  '-object',
  `memory-backend-file,id=${id},mem-path=${quoted(path)},size=${size},share=off,readonly=on`,
  '-device',
  `nvdimm,memdev=${id},unarmed=on`,
];

/**
 * One CPU; an instruction takes a nanosecond, and an idle CPU skips to the next event. Nothing depends
 * on this computer, neither the clock nor random numbers. The recording is never replayed: it only
 * makes QEMU's main loop and the CPU take turns. Otherwise, about once in a hundred thousand times, the
 * main loop advances the clock of a halting CPU before its last instructions have been counted.
 */
const INSTRUCTION_TIME = [
  ...['-accel', 'tcg,thread=single', '-smp', '1'],
  ...['-icount', 'shift=0,sleep=off,rr=record,rrfile=/dev/null'],
  ...['-rtc', 'base=2020-01-01,clock=vm'],
  ...['-cpu', 'max,-rdrand,-rdseed', '-seed', '1'],
] as const;

/**
 * Kernel command line: disks are in memory; no watchdog and no check of the TSC against another
 * clock, whose timers would interrupt the work. Programs are always loaded at the same addresses, as
 * QEMU would have to translate them again at others: a process then starts in a seventh of the time.
 * HPET interrupts cost some hundred instructions more than those of the local APIC timer, but
 * calibrating the latter would double the boot time.
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

/** The command that boots a machine, which runs its job and powers off. No privileges. Pure. */
export const machineCommand = (machine: DeterministicMachine): Argv => {
  const { image, rootfs, job, memory, folder, qemuOptions } = machine;
  const files = outputFiles(folder);
  return [
    QEMU,
    ...BARE_MACHINE,
    // QEMU's minimal firmware; the usual one spends a second looking for a boot disk.
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
