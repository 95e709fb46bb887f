import { pooledContrast, probabilityOf, type Interval } from './contrast.js';
import { sampleOf } from './sample.js';
import { studentMargin } from './student.js';

/** A segment of a series without a change. */
export interface SteadyStretch {
  /** Index of its first value. */
  readonly from: number;
  /** Index after its last one. */
  readonly until: number;
  readonly mean: number;
  /** The 95 % confidence interval of the mean; undefined for a single value. */
  readonly bounds: Interval | undefined;
}

/** A single outlier is not a change. */
const SHORTEST = 2;

/** Probability of finding a change in a series that has none. */
const FALSE_ALARMS = 0.01;

interface Sums {
  /** Of the values before an index. */
  readonly values: readonly number[];
  readonly squares: readonly number[];
}

const sumsOf = (values: readonly number[], centre: number): Sums => {
  const [sums, squares] = [[0], [0]];
  for (const value of values) {
    const apart = value - centre;
    sums.push((sums.at(-1) ?? 0) + apart);
    squares.push((squares.at(-1) ?? 0) + apart * apart);
  }
  return { values: sums, squares };
};

const at = (list: readonly number[], index: number): number => list[index] ?? NaN;

/** The best split of a series: the index with the largest t statistic between the parts before and after. */
const bestSplit = (values: readonly number[]): number => {
  const n = values.length;
  const { values: sums, squares } = sumsOf(values, sampleOf(values).mean);
  const scatter = (from: number, until: number): number => {
    const sum = at(sums, until) - at(sums, from);
    return at(squares, until) - at(squares, from) - (sum * sum) / (until - from);
  };
  let [best, least] = [SHORTEST, Infinity];
  for (let index = SHORTEST; index <= n - SHORTEST; index += 1) {
    // The pooled variance is least where the t statistic is greatest.
    const within = scatter(0, index) + scatter(index, n);
    if (within < least) [best, least] = [index, within];
  }
  return best;
};

/** Whether the means before and after an index differ significantly, corrected for every split tried. */
const isChange = (values: readonly number[], index: number): boolean => {
  const contrast = pooledContrast(values.slice(0, index), values.slice(index));
  if (contrast === undefined || contrast.difference === 0) return false;
  const tried = values.length - 2 * SHORTEST + 1;
  return probabilityOf(contrast) * tried <= FALSE_ALARMS;
};

const splitting = (values: readonly number[], from: number): readonly number[] => {
  if (values.length < 2 * SHORTEST) return [];
  const index = bestSplit(values);
  if (!isChange(values, index)) return [];
  return [
    ...splitting(values.slice(0, index), from),
    from + index,
    ...splitting(values.slice(index), from + index),
  ];
};

const stretchOf = (values: readonly number[], from: number, until: number): SteadyStretch => {
  const { n, mean, variance } = sampleOf(values.slice(from, until));
  const half = n < 2 ? 0 : studentMargin(0.05, n - 1) * Math.sqrt(variance / n);
  const bounds = n < 2 ? undefined : { least: mean - half, most: mean + half };
  return { from, until, mean, bounds };
};

/** The segments between the given changes. */
const between = (values: readonly number[], changes: readonly number[]): readonly SteadyStretch[] =>
  [0, ...changes].map((from, index) => stretchOf(values, from, changes[index] ?? values.length));

/**
 * Segments of a series with a constant mean, by binary segmentation (A. J. Scott and M. Knott, Biometrics 30,
 * 1974): the best split is a change if Student's t test, with Bonferroni's correction for every split tried,
 * is significant at 0.01; then likewise before and after it.
 */
export const stretchesOf = (values: readonly number[]): readonly SteadyStretch[] =>
  between(values, splitting(values, 0));

/** The same for values without noise: every difference is a change. */
export const exactStretchesOf = (values: readonly number[]): readonly SteadyStretch[] =>
  between(
    values,
    values.flatMap((value, index) => (index > 0 && value !== values[index - 1] ? [index] : [])),
  );
