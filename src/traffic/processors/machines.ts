import type { Host } from '../../host/host.js';
import { cpusUse } from '../../linux/machine/cpu-use.js';
import {
  parseProcessors,
  READ_PROCESSORS,
  type Processors,
} from '../../linux/machine/processors.js';
import { settleAll } from '../../model/concurrency/settle-all.js';
import type { MachineProcessors } from '../../model/trial.js';
import type { Watch } from '../../model/concurrency/watch.js';

const read = async (host: Host, signal: AbortSignal): Promise<Processors> => {
  const { stdout } = await host.run(READ_PROCESSORS, { signal });
  return parseProcessors(stdout, host.name);
};

/** What a machine's CPUs did between two readings; nothing if it was restarted meanwhile. */
const between = (machine: string, before: Processors, after: Processors): MachineProcessors[] => {
  const use = cpusUse(before.cpus, after.cpus);
  if (use === undefined) return [];
  const throttled =
    before.throttled === undefined || after.throttled === undefined
      ? null
      : Math.max(0, after.throttled - before.throttled);
  return [{ machine, ...use, throttled }];
};

/**
 * Watches the CPUs of machines. Those that were restarted during the work are left out.
 * @throws ParseFailure, and what Host.run throws
 */
export const machineWatch =
  (hosts: readonly Host[]): Watch<readonly MachineProcessors[]> =>
  async (work, signal) => {
    const machines = [...new Set(hosts)];
    const readAll = () => settleAll(machines.map((host) => read(host, signal)));
    const before = await readAll();
    const result = await work();
    const after = await readAll();
    const found = machines.flatMap(({ name }, index) => {
      const [from, to] = [before[index], after[index]];
      return from === undefined || to === undefined ? [] : between(name, from, to);
    });
    return { result, found };
  };
