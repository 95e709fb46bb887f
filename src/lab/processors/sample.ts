import { readdir, readFile } from 'node:fs/promises';
import {
  isStopped,
  parseCpuTimes,
  parseProcessTime,
  TICK,
  type CpuTimes,
} from '../../linux/proc/cpu-times.js';
import { parseSchedstat, type ThreadTime } from '../../linux/proc/schedstat.js';
import { settleAll } from '../../model/concurrency/settle-all.js';
import { sum } from '../../model/numbers/sum.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import { virtualCpu } from '../machine/placement.js';

/** A running machine of a lab. */
export interface EmulatedMachine {
  readonly name: string;
  /** Of its QEMU. */
  readonly pid: number;
}

/** A thread of a machine's QEMU and its time so far. */
export interface SampledThread extends ThreadTime {
  readonly machine: string;
  /** `CPU 0`, `main loop`. */
  readonly thread: string;
}

/** What this computer and a lab on it have done so far. */
export interface ProcessorSample {
  /** By a monotonic clock. */
  readonly at: Nanoseconds;
  /** The threads that run the machines' CPUs and move their frames. */
  readonly threads: readonly SampledThread[];
  /** This computer's. */
  readonly cpus: readonly CpuTimes[];
  /** Processor time of all machines and of vrbench, in clock ticks. */
  readonly lab: number;
  /** Machines whose QEMU is stopped by a signal. */
  readonly stopped: readonly string[];
}

/** What a thread of QEMU does for the machine; undefined for helpers. The main loop has the process's number. */
export const threadName = (pid: number, task: string, comm: string): string | undefined => {
  const cpu = virtualCpu(comm);
  if (cpu !== undefined) return `CPU ${cpu}`;
  return task === String(pid) ? 'main loop' : undefined;
};

const readThreads = async ({ name, pid }: EmulatedMachine): Promise<readonly SampledThread[]> => {
  const tasks = `/proc/${pid}/task`;
  const threads = (await readdir(tasks)).map(async (task): Promise<SampledThread[]> => {
    // Helpers come and go.
    const comm = await readFile(`${tasks}/${task}/comm`, 'utf8').catch(() => '');
    const thread = threadName(pid, task, comm.trim());
    if (thread === undefined) return [];
    const time = parseSchedstat(await readFile(`${tasks}/${task}/schedstat`, 'utf8'));
    return [{ machine: name, thread, ...time }];
  });
  return (await settleAll(threads)).flat();
};

/** What vrbench itself has used, in clock ticks. */
const ownTicks = (): number => {
  const { user, system } = process.cpuUsage();
  return ((user + system) * 1000) / TICK;
};

/**
 * Reads what a lab's machines have had of this computer so far.
 * @param watched those whose threads are read
 * @throws ParseFailure, and the system's error if a machine has ended or the kernel does not count
 */
export const sampleProcessors = async (
  machines: readonly EmulatedMachine[],
  watched: readonly string[],
): Promise<ProcessorSample> => {
  const [stat, threads, times] = await Promise.all([
    readFile('/proc/stat', 'utf8'),
    settleAll(machines.filter(({ name }) => watched.includes(name)).map(readThreads)),
    settleAll(machines.map(({ pid }) => readFile(`/proc/${pid}/stat`, 'utf8'))),
  ]);
  return {
    at: nanoseconds(Math.round(performance.now() * 1e6)),
    threads: threads.flat(),
    cpus: parseCpuTimes(stat),
    lab: sum(times.map((text) => parseProcessTime(text))) + ownTicks(),
    stopped: machines.flatMap(({ name }, index) => (isStopped(times[index] ?? '') ? [name] : [])),
  };
};
