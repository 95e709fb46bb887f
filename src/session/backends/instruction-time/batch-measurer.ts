import { Interrupted } from '../../../model/failure.js';
import type { TrialOutcome, TrialRequest } from '../../../model/trial.js';
import type { Measurer } from '../../../rfc2544/measurer.js';

/** Runs trials on a machine booted for them. */
export type RunBatch = (trials: readonly TrialRequest[]) => Promise<readonly TrialOutcome[]>;

const same = (one: TrialRequest, other: TrialRequest): boolean =>
  one.frameSize === other.frameSize &&
  one.router === other.router &&
  one.intendedLoad === other.intendedLoad &&
  one.duration === other.duration &&
  one.tagAfter === other.tagAfter &&
  one.burst === other.burst;

/**
 * Trials from batches. The trials known in advance ran in one batch; a procedure that requests them
 * in that order gets their results. Any other trial is a batch of its own.
 * @param made the results of the trials known in advance
 */
export const batchMeasurer = (
  foreseen: readonly TrialRequest[],
  made: readonly TrialOutcome[],
  batch: RunBatch,
): Measurer => {
  let used = 0;
  return {
    measure: async (trial, signal) => {
      if (signal.aborted) throw new Interrupted('measuring');
      const next = foreseen[used];
      const isNext = next !== undefined && same(next, trial);
      const [result] = isNext ? made.slice(used) : await batch([trial]);
      if (result === undefined) throw new RangeError('a batch returned fewer results than trials');
      if (isNext) used += 1;
      return result;
    },
  };
};
