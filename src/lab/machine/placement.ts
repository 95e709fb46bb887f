import { readdir, readFile } from 'node:fs/promises';
import { parseCpuList } from '../../linux/machine/cpu-list.js';
import { runLocally } from '../local/command.js';

/** Which CPUs of this computer do what. */
export interface Placement {
  /** Run the DUT's virtual CPUs. */
  readonly dut: readonly number[];
  /** Run the sink, all of it. */
  readonly sink: readonly number[];
  /** Run the generator, and what stands for the other NICs and their DMA: QEMU's main loops. */
  readonly rest: readonly number[];
}

/** What a machine of a lab is to its placement. */
export type Duty = 'dut' | 'sink' | 'other';

/**
 * Gives each of the DUT's virtual CPUs one of its own as long as one is left for the rest.
 * Where that is just one, the sink goes to the DUT's: next to the generator it would starve at the
 * very loads that matter, and what the sink drops makes a trial invalid; what it takes from the DUT
 * only makes that a slower machine.
 * None where there is only one CPU: then there is nothing to be placed.
 */
export const placeCpus = (allowed: readonly number[], dutCpus: number): Placement | undefined => {
  if (allowed.length < 2) return undefined;
  const split = Math.max(1, allowed.length - dutCpus);
  const [rest, dut] = [allowed.slice(0, split), allowed.slice(split)];
  return { dut, sink: rest.length > 1 ? rest : dut, rest };
};

/** The CPUs this process may run on. */
export const allowedCpus = async (): Promise<readonly number[]> => {
  const status = await readFile('/proc/self/status', 'utf8');
  return parseCpuList(/^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? '0');
};

/** The virtual CPU that a thread of QEMU is, by its name: "CPU 0/TCG", "CPU 1/KVM"; others are none. */
export const virtualCpu = (threadName: string): number | undefined => {
  const number = /^CPU (\d+)\//.exec(threadName)?.[1];
  return number === undefined ? undefined : Number(number);
};

const pin = async (task: string, cpus: readonly number[]): Promise<void> => {
  const attempted = `pinning thread ${task} to CPUs ${cpus.join(',')}`;
  await runLocally(['taskset', '--pid', '--cpu-list', cpus.join(','), task], { attempted });
};

/**
 * Puts a machine's threads on their CPUs. Threads it starts later follow its main loop.
 * @param isolated which virtual CPUs do a DUT's work; absent is all of them
 * @throws Failure
 */
export const placeMachine = async (
  pid: number,
  duty: Duty,
  { dut, sink, rest }: Placement,
  isolated?: readonly number[],
): Promise<void> => {
  const works = (cpu: number | undefined): boolean =>
    duty === 'dut' && cpu !== undefined && (isolated?.includes(cpu) ?? true);
  const mainLoop = duty === 'sink' ? sink : rest;
  await pin(String(pid), mainLoop);
  for (const task of await readdir(`/proc/${pid}/task`)) {
    // Helper threads come and go; one that is gone needs no place.
    const name = await readFile(`/proc/${pid}/task/${task}/comm`, 'utf8').catch(() => undefined);
    if (name === undefined) continue;
    await pin(task, works(virtualCpu(name)) ? dut : mainLoop).catch(async (error: unknown) => {
      if ((await readdir(`/proc/${pid}/task`)).includes(task)) throw error;
    });
  }
};
