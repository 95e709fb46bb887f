import type { Testbed } from '../../../../config/testbed/testbed.js';
import { systemClock } from '../../../../host/clock.js';
import { awaitQuiet, BUSY_REMEDY } from '../../../../lab/processors/quiet.js';
import { sampleProcessors } from '../../../../lab/processors/sample.js';
import { labWatch } from '../../../../lab/processors/watch.js';
import { runningLab } from '../../../../lab/status.js';
import type { TrialProcessors } from '../../../../model/trial.js';
import { seconds } from '../../../../model/units.js';
import type { Watch } from '../../../../model/concurrency/watch.js';
import { processorWatch } from '../../../../traffic/processors/watch.js';
import type { Machines } from '../connect.js';
import type { QuietTime } from './retry-starved.js';

/** How a run detects that its machines lack CPU time, and what it does about it. */
export interface ProcessorSupply extends Omit<QuietTime, 'announce'> {
  readonly watch: Watch<TrialProcessors>;
}

/** On metal no reading predicts whether the next trial will be disturbed. */
const PAUSE = seconds(10);

/**
 * Watches the CPUs of a testbed's machines, and of this computer if it emulates them.
 * @throws PreconditionFailure if the lab is not up
 */
export const processorSupply = async (
  { all }: Pick<Machines, 'all'>,
  { name, environment, roles }: Pick<Testbed, 'name' | 'environment' | 'roles'>,
): Promise<ProcessorSupply> => {
  const clock = systemClock;
  if (environment.kind !== 'emulated') {
    return {
      watch: processorWatch(all),
      awaitQuiet: (signal) => clock.pause(PAUSE, signal),
      remedy:
        'give virtual machines dedicated CPUs, and check cooling: vmstat shows steal time (st)',
    };
  }
  const { machines } = await runningLab(name);
  // A sink that lacks CPU time drops frames at its ring, where they are counted.
  const watched = [roles.dut.machine, roles.generator.machine];
  const sample = () => sampleProcessors(machines, watched);
  return {
    watch: processorWatch(all, labWatch(sample, clock)),
    awaitQuiet: (signal) => awaitQuiet(sample, clock, signal),
    remedy: BUSY_REMEDY,
  };
};
