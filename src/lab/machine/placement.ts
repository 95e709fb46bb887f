import { readdir, readFile } from 'node:fs/promises';
import { parseCpuList } from '../../linux/machine/cpu-list.js';
import { runLocally } from '../local/command.js';

/** Which CPUs of this computer run which machines. */
export interface Placement {
  /** For the DUT's virtual CPUs. */
  readonly dut: readonly number[];
  /** For all of the sink. */
  readonly sink: readonly number[];
  /** For the generator, and for QEMU's main loops, which emulate the other NICs and their DMA. */
  readonly rest: readonly number[];
}

/** A machine's part in the placement. */
export type PlacedRole = 'dut' | 'sink' | 'other';

/**
 * Gives each of the DUT's virtual CPUs its own CPU, as long as one is left for the rest. Where
 * only one is left, the sink shares the DUT's: next to the generator it would starve at high loads,
 * and frames lost by the sink make a trial invalid, whereas sharing only makes the DUT slower.
 * @returns undefined on a single CPU, as there is nothing to choose
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

/** The number of the virtual CPU that a QEMU thread runs, from its name: "CPU 0/TCG", "CPU 1/KVM". */
export const virtualCpu = (threadName: string): number | undefined => {
  const number = /^CPU (\d+)\//.exec(threadName)?.[1];
  return number === undefined ? undefined : Number(number);
};

const pin = async (task: string, cpus: readonly number[]): Promise<void> => {
  const attempted = `pinning thread ${task} to CPUs ${cpus.join(',')}`;
  await runLocally(['taskset', '--pid', '--cpu-list', cpus.join(','), task], { attempted });
};

/**
 * Pins a machine's threads to their CPUs. Threads it starts later inherit those of its main loop.
 * @param isolated which virtual CPUs do the DUT's work; all of them when absent
 * @throws Failure
 */
export const pinMachine = async (
  pid: number,
  role: PlacedRole,
  { dut, sink, rest }: Placement,
  isolated?: readonly number[],
): Promise<void> => {
  const forwards = (cpu: number | undefined): boolean =>
    role === 'dut' && cpu !== undefined && (isolated?.includes(cpu) ?? true);
  const mainLoop = role === 'sink' ? sink : rest;
  await pin(String(pid), mainLoop);
  for (const task of await readdir(`/proc/${pid}/task`)) {
    // Helper threads come and go; one that has exited need not be pinned.
    const name = await readFile(`/proc/${pid}/task/${task}/comm`, 'utf8').catch(() => undefined);
    if (name === undefined) continue;
    await pin(task, forwards(virtualCpu(name)) ? dut : mainLoop).catch(async (error: unknown) => {
      if ((await readdir(`/proc/${pid}/task`)).includes(task)) throw error;
    });
  }
};
