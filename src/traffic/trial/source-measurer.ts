import { planSourceTrial, type SourceTrialSetup } from './source-plan.js';
import { systemClock } from '../../host/clock.js';
import { milliseconds } from '../../model/units.js';
import { oneByOne } from '../../model/concurrency/in-order.js';
import type { Measurer } from '../../rfc2544/measurer.js';
import { sourceTrial } from './source-trial.js';

/** Emulated machines take tens of ms to start a process for each port; each is started before that. */
const LEAD = milliseconds(1000);

/**
 * Trials by softnic sources on a machine that runs in real time. Frames use no processor time
 * before the DUT's driver has them; the machine's processors are watched.
 */
export const sourceMeasurer = ({
  clock = systemClock,
  ...setup
}: Omit<SourceTrialSetup, 'inOrder' | 'lead'>): Measurer => {
  const ofMachine: SourceTrialSetup = { ...setup, clock, inOrder: oneByOne, lead: LEAD };
  return {
    measure: (request, signal) =>
      sourceTrial(ofMachine, planSourceTrial(ofMachine, request), signal),
  };
};
