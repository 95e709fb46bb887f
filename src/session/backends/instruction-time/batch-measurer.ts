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

/** A trial that has run, and that has not been asked for yet. */
interface Made {
  readonly request: TrialRequest;
  readonly result: TrialOutcome;
}

const pairsOf = (
  requests: readonly TrialRequest[],
  results: readonly TrialOutcome[],
): readonly Made[] =>
  requests.map((request, index) => {
    const result = results[index];
    if (result === undefined) throw new RangeError('a batch returned fewer results than trials');
    return { request, result };
  });

/**
 * Trials from batches. The trials known in advance ran in one batch; a procedure that requests them
 * in that order gets their results. Any other trial makes a batch of its own, with those that follow
 * it whatever their results are.
 * @param made the results of the trials known in advance
 */
export const batchMeasurer = (
  foreseen: readonly TrialRequest[],
  made: readonly TrialOutcome[],
  batch: RunBatch,
): Measurer => {
  // Those of a batch that a procedure asked for come before those that were known in advance.
  const waiting: Made[][] = [[], [...pairsOf(foreseen, made)]];
  const take = (trial: TrialRequest): TrialOutcome | undefined => {
    const queue = waiting.find(([next]) => next !== undefined && same(next.request, trial));
    return queue?.shift()?.result;
  };
  return {
    measure: async (trial, signal, ahead) => {
      if (signal.aborted) throw new Interrupted('measuring');
      const ready = take(trial);
      if (ready !== undefined) return ready;
      const upcoming = ahead?.() ?? [];
      const known = upcoming[0] !== undefined && same(upcoming[0], trial) ? upcoming : [trial];
      const [first, ...rest] = pairsOf(known, await batch(known));
      if (first === undefined) throw new RangeError('a batch has a trial');
      waiting[0]?.push(...rest);
      return first.result;
    },
  };
};
