import { readdir, readFile } from 'node:fs/promises';
import { runLocally } from './local-command.js';

/** Which CPUs of this computer do what. */
export interface Placement {
  /** Run the DUT's virtual CPUs and nothing else of the lab. */
  readonly dut: readonly number[];
  /** Run the generator, the sink, and what stands for NICs and their DMA: QEMU's main loops. */
  readonly rest: readonly number[];
}

/** A list of CPUs as the kernel writes it: "0-2,5". */
export const parseCpuList = (text: string): readonly number[] =>
  text
    .trim()
    .split(',')
    .flatMap((range) => {
      const [first = NaN, last = first] = range.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });

/**
 * Gives each of the DUT's virtual CPUs one of its own as long as one is left for the rest.
 * None where there is only one: then there is nothing to be placed.
 */
export const placeCpus = (allowed: readonly number[], dutCpus: number): Placement | undefined => {
  if (allowed.length < 2) return undefined;
  const split = Math.max(1, allowed.length - dutCpus);
  return { dut: allowed.slice(split), rest: allowed.slice(0, split) };
};

/** The CPUs this process may run on. */
export const allowedCpus = async (): Promise<readonly number[]> => {
  const status = await readFile('/proc/self/status', 'utf8');
  return parseCpuList(/^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? '0');
};

/** Whether a thread of QEMU is a virtual CPU, by its name: "CPU 0/TCG", "CPU 1/KVM". */
export const isVirtualCpu = (threadName: string): boolean => /^CPU \d+\//.test(threadName);

const pin = async (task: string, cpus: readonly number[]): Promise<void> => {
  const attempted = `pinning thread ${task} to CPUs ${cpus.join(',')}`;
  await runLocally(['taskset', '--pid', '--cpu-list', cpus.join(','), task], { attempted });
};

/** Puts a machine's threads on their CPUs. Threads it starts later follow its main loop. @throws Failure */
export const placeMachine = async (
  pid: number,
  isDut: boolean,
  { dut, rest }: Placement,
): Promise<void> => {
  await pin(String(pid), rest);
  for (const task of await readdir(`/proc/${pid}/task`)) {
    // Helper threads come and go; one that is gone needs no place.
    const name = await readFile(`/proc/${pid}/task/${task}/comm`, 'utf8').catch(() => undefined);
    if (name === undefined) continue;
    await pin(task, isDut && isVirtualCpu(name) ? dut : rest).catch(async (error: unknown) => {
      if ((await readdir(`/proc/${pid}/task`)).includes(task)) throw error;
    });
  }
};
