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

/** A trial of a batch that has not been requested yet. */
interface Planned {
  readonly request: TrialRequest;
  /** Runs the batch when the first of its trials is requested. */
  readonly outcome: () => Promise<TrialOutcome>;
}

const inOneBatch = (requests: readonly TrialRequest[], run: RunBatch): readonly Planned[] => {
  let results: Promise<readonly TrialOutcome[]> | undefined;
  return requests.map((request, index) => ({
    request,
    outcome: async () => {
      results ??= run(requests);
      const result = (await results)[index];
      if (result === undefined) throw new RangeError('a batch returned fewer results than trials');
      return result;
    },
  }));
};

/**
 * Trials from batches. The trials known in advance ran in one batch; a procedure that requests them
 * in that order gets their results. Any other trial starts a new batch, with those that follow
 * it regardless of results. A batch that a stopped run journaled only in part is rerun as a
 * whole: a trial's result may depend on earlier trials on the same machine.
 * @param made the results of the trials known in advance
 */
export const batchMeasurer = (
  foreseen: readonly TrialRequest[],
  made: readonly TrialOutcome[],
  batch: RunBatch,
): Measurer => {
  // Batches requested by a procedure come before the one known in advance.
  const waiting: Planned[][] = [[], [...inOneBatch(foreseen, () => Promise.resolve(made))]];
  const take = (trial: TrialRequest, ahead?: () => readonly TrialRequest[]): Planned => {
    const queue = waiting.find(([next]) => next !== undefined && same(next.request, trial));
    const ready = queue?.shift();
    if (ready !== undefined) return ready;
    const upcoming = ahead?.() ?? [];
    const known = upcoming[0] !== undefined && same(upcoming[0], trial) ? upcoming : [trial];
    const [first, ...rest] = inOneBatch(known, batch);
    if (first === undefined) throw new RangeError('a batch has a trial');
    waiting[0]?.push(...rest);
    return first;
  };
  return {
    measure: async (trial, signal, ahead) => {
      if (signal.aborted) throw new Interrupted('measuring');
      return take(trial, ahead).outcome();
    },
    recall: (trial, ahead) => {
      take(trial, ahead);
    },
  };
};
