import type { Answer, Bounds } from './binary.js';

/** Up to `size` whole numbers between two bounds, spread evenly. */
const between = ({ lower, upper }: Bounds, size: number): readonly number[] => {
  const all = upper - lower - 1;
  const count = Math.min(all, size);
  return Array.from(
    { length: count },
    (_, index) => lower + Math.round(((index + 1) * (all + 1)) / (count + 1)),
  );
};

/**
 * Narrows a rising grid of loads to two neighbours, the lower of which passed and the upper did
 * not, in rounds of several values each: what a round tries does not depend on the answers in it,
 * so that a measurer that makes several trials at once makes a round at once. Yields the value to
 * try next. If answers contradict each other, the lower bound is the highest value that passed
 * below all that did not.
 * @param size of a round; with 1 it bisects
 */
export function* searchInRounds<Value extends number>(
  grid: readonly Value[],
  size: number,
): Generator<Value, Bounds, Answer> {
  let [lower, upper] = [-1, grid.length];
  while (upper - lower > 1) {
    const round = between({ lower, upper }, size);
    let [passed, failed] = [lower, upper];
    for (const position of round) {
      const value = grid[position];
      if (value === undefined) throw new RangeError(`no value at ${position} of ${grid.length}`);
      const answer = yield value;
      if (!answer.passed) failed = Math.min(failed, position);
      else if (position < failed) passed = Math.max(passed, position);
    }
    [lower, upper] = [passed, failed];
  }
  return { lower, upper };
}

/** The most values that `searchInRounds` tries. */
export const searchInRoundsTrials = (gridLength: number, size: number): number => {
  let [left, trials] = [gridLength, 0];
  while (left > 0) {
    const count = Math.min(left, size);
    trials += count;
    left = Math.ceil((left + 1) / (count + 1)) - 1;
  }
  return trials;
};
