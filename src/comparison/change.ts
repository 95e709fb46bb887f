import type { Interval } from '../statistics/contrast.js';

/** The verdicts on a figure in two runs. */
export const CHANGE_VERDICTS = {
  improved: 'improved',
  regressed: 'regressed',
  'no-change': 'no change seen',
  'cannot-tell': 'cannot tell',
} as const;
export type ChangeVerdict = keyof typeof CHANGE_VERDICTS;

/**
 * How a change was found: by exactly repeatable figures, by differences within blocks, by the repeats of each
 * run, by the bounds of searches; none if only its size is known.
 */
type ChangeMethod = 'exact' | 'blocks' | 'repeats' | 'bounds' | 'none';

/** The change of a figure from the first run to the second. */
export interface Change {
  readonly method: ChangeMethod;
  /** Relative to the first value, or in the unit of the quantity if that is its scale or the first value is 0. */
  readonly scale: 'relative' | 'absolute';
  /** null if unknown. */
  readonly value: number | null;
  /** Its confidence interval; undefined if there are too few repeats. */
  readonly bounds: Interval | undefined;
  /** Hedges' g; undefined without scatter. */
  readonly effectSize: number | undefined;
  readonly verdict: ChangeVerdict;
  /** Why the verdict is 'cannot-tell', or a note for the reader. */
  readonly because: string | undefined;
}

/** A figure in one of two compared runs. */
export interface ComparedValue {
  readonly value: number | null;
  /** Number of repeats; 1 for a search. */
  readonly n: number;
  /** The value is a lower bound. */
  readonly atLeast: boolean;
  /** Range of its repeats, or the bounds of a search; undefined without a value. */
  readonly range: Interval | undefined;
}

/** The verdict on a change with these bounds. @param better which direction is an improvement */
export const verdictOf = (
  { least, most }: Interval,
  better: 'higher' | 'lower',
): Exclude<ChangeVerdict, 'cannot-tell'> => {
  if (least <= 0 && most >= 0) return 'no-change';
  return least > 0 === (better === 'higher') ? 'improved' : 'regressed';
};
