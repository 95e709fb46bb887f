import type { TrialRequest } from '../../model/trial.js';
import { pps } from '../../model/units.js';
import type { Blocks } from '../trials/blocks.js';
import type { EndedTrial, Procedure } from '../trials/procedure.js';
import { simulate, type Simulation } from './simulated-device.js';

/** The trials and the result of a procedure on a simulated device. */
export interface Rehearsal<Result> {
  /** The trials it asks of the device, in order. */
  readonly trials: readonly TrialRequest[];
  readonly result: Result;
}

const lossless = (): Simulation => simulate({ capacity: pps(Number.MAX_SAFE_INTEGER) });

/**
 * Runs a procedure on a simulated device. If trials do not depend on results, these are its trials
 * on any device.
 * @param device default: one without loss
 * @param made trials that have ended already, from its first on: it continues from there
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

/** The blocks and the result of a procedure in blocks on a simulated device. */
export interface BlocksRehearsal<Result> {
  /** The trials that each block asks of the device, in order. */
  readonly blocks: readonly (readonly TrialRequest[])[];
  readonly result: Result;
}

/**
 * The same block by block.
 * @param made trials that have ended already, from the first of the first block on: they are in no block
 */
export const rehearseBlocks = <Result>(
  procedure: Blocks<Result>,
  device: Simulation = lossless(),
  made: readonly EndedTrial[] = [],
): BlocksRehearsal<Result> => {
  const blocks: (readonly TrialRequest[])[] = [];
  let sequence = 0;
  let step = procedure.next();
  while (step.done !== true) {
    const trials: TrialRequest[] = [];
    for (let trial = step.value.next(); trial.done !== true;) {
      const ended = made[sequence];
      sequence += 1;
      if (ended === undefined) trials.push(trial.value);
      trial = step.value.next(ended ?? { sequence, result: device(trial.value) });
    }
    blocks.push(trials);
    step = procedure.next();
  }
  return { blocks, result: step.value };
};
