import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import { decimal } from '../text/number.js';
import { ParseFailure } from '../text/parse-failure.js';

/** The clock ticks of /proc/stat and /proc/PID/stat: 100 a second (USER_HZ). */
export const TICK: Nanoseconds = nanoseconds(10_000_000);

/** What one CPU did since boot, in clock ticks. Its parts but `busy` and `total` add up to `total`. */
export interface CpuTimes {
  readonly cpu: number;
  /** Anything but idling and waiting for I/O; stolen time not included. */
  readonly busy: number;
  /** All of its time. */
  readonly total: number;
  /** User space, nice and guest time included. */
  readonly user: number;
  /** The kernel: system calls and kernel threads. */
  readonly system: number;
  /** Hardware interrupts. */
  readonly irq: number;
  /** Softirqs such as network receive, in an interrupt or in ksoftirqd. */
  readonly softirq: number;
  /** Runnable while the hypervisor ran something else. */
  readonly steal: number;
  /** Idle, or waiting for I/O. */
  readonly idle: number;
}

/** The fields of a CPU that add up to its time; kernels append further ones, which are part of these. */
const SUMMED = 8;

/**
 * Parses the lines of single CPUs in /proc/stat. Guest time is part of user time
 * (Documentation/filesystems/proc.rst section 1.7).
 * @throws ParseFailure if there is no such line, or one is damaged
 */
export const parseCpuTimes = (text: string, where?: string): readonly CpuTimes[] => {
  const source = '/proc/stat';
  const cpus = text.split('\n').flatMap((line): CpuTimes[] => {
    const [, cpu, rest] = /^cpu(\d+)\s+(.*)$/.exec(line) ?? [];
    if (cpu === undefined || rest === undefined) return [];
    const fields = rest.trim().split(/\s+/).slice(0, SUMMED);
    const times = fields.map((field) => decimal(field, { source, where }));
    const [
      own = 0,
      nice = 0,
      system = 0,
      waitless = 0,
      iowait = 0,
      irq = 0,
      softirq = 0,
      steal = 0,
    ] = times;
    const [user, idle] = [own + nice, waitless + iowait];
    const busy = user + system + irq + softirq;
    const total = busy + idle + steal;
    return [{ cpu: Number(cpu), busy, total, user, system, irq, softirq, steal, idle }];
  });
  if (cpus.length > 0) return cpus;
  throw new ParseFailure({ source, expected: "a line 'cpu0 …'", text, where });
};

/** The fields of /proc/PID/stat from the third. The second is a name in parentheses, and may contain any character. */
const statFields = (text: string): readonly string[] =>
  text
    .slice(text.lastIndexOf(')') + 1)
    .trim()
    .split(/\s+/);

/** Whether a process is stopped by a signal, or by a debugger: its state, the third field of /proc/PID/stat. */
export const isStopped = (text: string): boolean => /^[Tt]$/.test(statFields(text)[0] ?? '');

/**
 * The CPU time of a process and its threads since its start, in clock ticks: fields 14 and 15 of
 * /proc/PID/stat.
 * @throws ParseFailure
 */
export const parseProcessTime = (text: string, where?: string): number => {
  const source = '/proc/PID/stat';
  const fields = statFields(text);
  const [user, system] = [fields[11], fields[12]];
  return decimal(user, { source, where }) + decimal(system, { source, where });
};
