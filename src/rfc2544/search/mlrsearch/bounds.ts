import type { Pps } from '../../../model/units.js';
import type { Bounds } from '../binary.js';
import type { Classification } from './classify.js';

/**
 * The relevant bounds among the loads of a grid (RFC 9971): the smallest upper bound, and the
 * largest lower bound below it. A load above that is a lower bound again is taken for a fluke.
 * @returns positions on the grid; -1 and its length if there is no such bound
 */
export const relevantBounds = (
  grid: readonly Pps[],
  classificationOf: (load: Pps) => Classification,
): Bounds => {
  const firstUpper = grid.findIndex((load) => classificationOf(load) === 'upper-bound');
  const upper = firstUpper < 0 ? grid.length : firstUpper;
  const lower = grid.findLastIndex(
    (load, position) => position < upper && classificationOf(load) === 'lower-bound',
  );
  return { lower, upper };
};
