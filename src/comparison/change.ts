import type { Interval } from '../statistics/contrast.js';

/** What can be said of a figure in two runs. */
export const CHANGE_VERDICTS = {
  improved: 'improved',
  regressed: 'regressed',
  'no-change': 'no change seen',
  'cannot-tell': 'cannot tell',
} as const;
export type ChangeVerdict = keyof typeof CHANGE_VERDICTS;

/** How a change was found. */
export const CHANGE_METHODS = {
  exact: 'figures that a repeat gives again',
  blocks: 'differences within blocks',
  repeats: 'repeats of each run',
  bounds: 'bounds of searches',
  none: 'none',
} as const;
export type ChangeMethod = keyof typeof CHANGE_METHODS;

/** By how much the second run's figure differs from the first one's. */
export interface Change {
  readonly method: ChangeMethod;
  /** In parts of the first, or in the quantity's unit where it is given so, or the first is 0. */
  readonly scale: 'relative' | 'absolute';
  /** null where there is none to give. */
  readonly value: number | null;
  /** Where it is; undefined where the repeats do not say. */
  readonly bounds: Interval | undefined;
  /** Hedges' g; undefined where there is no spread. */
  readonly effectSize: number | undefined;
  readonly verdict: ChangeVerdict;
  /** Why nothing can be told, or what else a reader has to know. */
  readonly because: string | undefined;
}

/** A figure in one of two runs that are compared. */
export interface ComparedValue {
  readonly value: number | null;
  /** Repeats, or 1 where a search gives one. */
  readonly n: number;
  /** The value is a lower bound. */
  readonly atLeast: boolean;
  /** Of its repeats, or the bounds of a search; undefined where there is no value. */
  readonly range: Interval | undefined;
}

/** The verdict where a change is within bounds. @param better which direction is an improvement */
export const verdictOf = (
  { least, most }: Interval,
  better: 'higher' | 'lower',
): Exclude<ChangeVerdict, 'cannot-tell'> => {
  if (least <= 0 && most >= 0) return 'no-change';
  return least > 0 === (better === 'higher') ? 'improved' : 'regressed';
};
