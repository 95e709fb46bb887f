import { Interrupted } from '../../../model/failure.js';
import type { TrialRequest, TrialResult } from '../../../model/trial.js';
import type { Measurer } from '../../../rfc2544/measurer.js';

/** Makes trials on a machine booted for them. */
export type Batch = (trials: readonly TrialRequest[]) => Promise<readonly TrialResult[]>;

const same = (one: TrialRequest, other: TrialRequest): boolean =>
  one.frameSize === other.frameSize &&
  one.intendedLoad === other.intendedLoad &&
  one.duration === other.duration;

/**
 * Trials from batches. Those that were foreseen were made together; a procedure that asks for them
 * in that order is given their results. What could not be foreseen is a batch of its own.
 * @param made the results of the trials that were foreseen
 */
export const batchMeasurer = (
  foreseen: readonly TrialRequest[],
  made: readonly TrialResult[],
  batch: Batch,
): Measurer => {
  let used = 0;
  return {
    measure: async (trial, signal) => {
      if (signal.aborted) throw new Interrupted('measuring');
      const next = foreseen[used];
      const isNext = next !== undefined && same(next, trial);
      const [result] = isNext ? made.slice(used) : await batch([trial]);
      if (result === undefined) throw new RangeError('a batch gave fewer results than trials');
      if (isNext) used += 1;
      return result;
    },
  };
};
