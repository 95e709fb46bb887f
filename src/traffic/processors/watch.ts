import type { Host } from '../../host/host.js';
import type { LabProcessors, TrialProcessors } from '../../model/trial.js';
import type { Watch } from '../../model/concurrency/watch.js';
import { machineWatch } from './machines.js';

/**
 * Watches the processors of a trial: those of its machines, and of the computer that emulates them.
 * @param lab absent if machines are real
 */
export const processorWatch =
  (hosts: readonly Host[], lab?: Watch<LabProcessors | undefined>): Watch<TrialProcessors> =>
  async (work, signal) => {
    // The lab is watched inside: the time of the commands to the machines is not part of it.
    const within = () =>
      lab === undefined
        ? work().then((result) => ({ result, found: undefined }))
        : lab(work, signal);
    const { result: inner, found: machines } = await machineWatch(hosts)(within, signal);
    return {
      result: inner.result,
      found: { machines, ...(inner.found && { lab: inner.found }) },
    };
  };
