import type { TrialRequest } from '../../model/trial.js';
import { pps } from '../../model/units.js';
import type { EndedTrial, Procedure } from '../trials/procedure.js';
import { simulate, type Simulation } from './simulated-device.js';

/** What a procedure comes to on a simulated device. */
export interface Rehearsal<Result> {
  /** The trials it asks of the device, in order. */
  readonly trials: readonly TrialRequest[];
  readonly result: Result;
}

const lossless = (): Simulation => simulate({ capacity: pps(Number.MAX_SAFE_INTEGER) });

/**
 * Runs a procedure on a simulated device. Where trials do not depend on results, these are its trials
 * on any device.
 * @param device default: one without loss
 * @param made trials that have ended already, from its first on: it goes on from there
 */
export const rehearse = <Result>(
  procedure: Procedure<Result>,
  device: Simulation = lossless(),
  made: readonly EndedTrial[] = [],
): Rehearsal<Result> => {
  const trials: TrialRequest[] = [];
  let step = procedure.next();
  for (const trial of made) if (step.done !== true) step = procedure.next(trial);
  while (step.done !== true) {
    trials.push(step.value);
    const sequence = made.length + trials.length;
    step = procedure.next({ sequence, result: device(step.value) });
  }
  return { trials, result: step.value };
};
