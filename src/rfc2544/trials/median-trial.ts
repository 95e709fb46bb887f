import { forwardingRate, type TrialResult } from '../../model/trial.js';

/**
 * Of repeated trials the one of median forwarding rate, the lower of two: a single trial, so that
 * its figures are consistent.
 */
export const medianTrial = <Trial extends { readonly result: TrialResult }>(
  valid: readonly Trial[],
): Trial | undefined =>
  valid.toSorted((one, other) => forwardingRate(one.result) - forwardingRate(other.result))[
    Math.floor((valid.length - 1) / 2)
  ];
