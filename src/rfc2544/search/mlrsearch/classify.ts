import { sum } from '../../../model/numbers/sum.js';
import type { Nanoseconds } from '../../../model/units.js';
import type { SearchGoal } from './result-schema.js';

/** The inputs of classification for one trial. */
export interface TrialLoss {
  readonly duration: Nanoseconds;
  /** Lost frames as a fraction of offered ones. */
  readonly lossRatio: number;
}

/** The criteria of a goal. */
export type Target = Pick<
  SearchGoal,
  'finalDuration' | 'durationSum' | 'lossRatio' | 'exceedRatio'
>;

export type Classification = 'lower-bound' | 'upper-bound' | 'undecided';

const total = (trials: readonly TrialLoss[]): number => sum(trials.map(({ duration }) => duration));

/**
 * The classification of a load from all trials at it, of any length (RFC 9971, Load Classification
 * Logic). An upper bound can no longer meet the goal, a lower bound can no longer fail it, within
 * the goal's duration sum.
 */
export const classify = (trials: readonly TrialLoss[], goal: Target): Classification => {
  const sum = (full: boolean, high: boolean): number =>
    total(
      trials.filter(
        ({ duration, lossRatio }) =>
          duration >= goal.finalDuration === full && lossRatio > goal.lossRatio === high,
      ),
    );
  const fullLow = sum(true, false);
  // Short trials count only against a load, and only if they are not balanced by short ones for it.
  const balancing = sum(false, false) * (goal.exceedRatio / (1 - goal.exceedRatio));
  const high = sum(true, true) + Math.max(0, sum(false, true) - balancing);
  const whole = Math.max(fullLow + high, goal.durationSum);
  const tolerated = whole * goal.exceedRatio;
  if (high > tolerated) return 'upper-bound';
  return whole - fullLow <= tolerated ? 'lower-bound' : 'undecided';
};

/**
 * The share of a load that gets through in a typical full-length trial at it, given the share of
 * time that may be worse (RFC 9971, Conditional Throughput Logic).
 */
export const conditionalForwardingRatio = (trials: readonly TrialLoss[], goal: Target): number => {
  const full = trials.filter(({ duration }) => duration >= goal.finalDuration);
  let remaining = Math.max(goal.durationSum, total(full)) * (1 - goal.exceedRatio);
  let loss = 1;
  for (const trial of full.toSorted((one, other) => one.lossRatio - other.lossRatio)) {
    if (remaining <= 0) break;
    loss = trial.lossRatio;
    remaining -= trial.duration;
  }
  return remaining > 0 ? 0 : 1 - loss;
};
