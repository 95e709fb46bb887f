import { forwardingRate, type TrialResult } from '../../model/trial.js';
import type { TrialOf } from './context.js';

/** Of trials made at one load those that say something about the DUT. */
export const validTrials = (
  sequences: readonly number[],
  trialOf: TrialOf,
): readonly TrialResult[] =>
  sequences.flatMap((sequence) => {
    const trial = trialOf(sequence);
    return trial?.validity.state === 'valid' ? [trial] : [];
  });

/**
 * Of repeated trials the one of median forwarding rate, the lower of two: one trial, so that the
 * figures of a row belong together.
 */
export const medianTrial = (valid: readonly TrialResult[]): TrialResult | undefined =>
  valid.toSorted((one, other) => forwardingRate(one) - forwardingRate(other))[
    Math.floor((valid.length - 1) / 2)
  ];
