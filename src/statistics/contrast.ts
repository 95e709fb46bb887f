import { sampleOf } from './sample.js';
import { studentMargin, studentProbability } from './student.js';

/** By how much the mean of some values differs from that of others, and how well that is known. */
export interface Contrast {
  /** The second less the first. */
  readonly difference: number;
  readonly standardError: number;
  /** Degrees of freedom. */
  readonly freedom: number;
  /** Hedges' g: the difference in standard deviations of a single value; undefined where there is no spread. */
  readonly effectSize: number | undefined;
}

/** From the least to the most. */
export interface Interval {
  readonly least: number;
  readonly most: number;
}

/** Hedges' correction of Cohen's d for small samples (1981, equation 6c, approximated). */
const hedges = (freedom: number): number => 1 - 3 / (4 * freedom - 1);

const effectOf = (difference: number, deviation: number, freedom: number): number | undefined =>
  deviation === 0 ? undefined : (difference / deviation) * hedges(freedom);

/** Two independent lists of repeats, whose variances may differ or be taken as one. */
const independent = (
  one: readonly number[],
  other: readonly number[],
  pooling: boolean,
): Contrast | undefined => {
  if (one.length < 2 || other.length < 2) return undefined;
  const [first, second] = [sampleOf(one), sampleOf(other)];
  const equal = first.n + second.n - 2;
  const pooled = ((first.n - 1) * first.variance + (second.n - 1) * second.variance) / equal;
  const difference = second.mean - first.mean;
  const effectSize = effectOf(difference, Math.sqrt(pooled), equal);
  if (pooling) {
    const standardError = Math.sqrt(pooled * (1 / first.n + 1 / second.n));
    return { difference, standardError, freedom: equal, effectSize };
  }
  const [a, b] = [first.variance / first.n, second.variance / second.n];
  const freedom =
    a + b === 0 ? equal : (a + b) ** 2 / (a ** 2 / (first.n - 1) + b ** 2 / (second.n - 1));
  return { difference, standardError: Math.sqrt(a + b), freedom, effectSize };
};

/**
 * Two independent lists of repeats, of variances that may differ (B. L. Welch, Biometrika 34, 1947).
 * @returns undefined where either has fewer than two values
 */
export const welchContrast = (
  one: readonly number[],
  other: readonly number[],
): Contrast | undefined => independent(one, other, false);

/** The same where both have the same variance (Student). One of them may be short. */
export const pooledContrast = (
  one: readonly number[],
  other: readonly number[],
): Contrast | undefined => independent(one, other, true);

/** Fewer differences say nothing of their spread. */
const FEWEST_PAIRS = 3;

/**
 * Pairs of values that have something in common, such as when they were measured: what the values of a
 * pair share does not count.
 * @param differences of each pair, the second value less the first
 * @returns undefined for fewer than three
 */
export const pairedContrast = (differences: readonly number[]): Contrast | undefined => {
  if (differences.length < FEWEST_PAIRS) return undefined;
  const { n, mean, variance } = sampleOf(differences);
  const freedom = n - 1;
  return {
    difference: mean,
    standardError: Math.sqrt(variance / n),
    freedom,
    // The variance of a difference is that of two single values.
    effectSize: effectOf(mean, Math.sqrt(variance / 2), freedom),
  };
};

/** Where a difference is. @param level the probability of being outside: 0.05 for a confidence of 95 % */
export const intervalOf = (
  { difference, standardError, freedom }: Contrast,
  level: number,
): Interval => {
  const half = standardError === 0 ? 0 : studentMargin(level, freedom) * standardError;
  return { least: difference - half, most: difference + half };
};

/**
 * The probability of a difference so large, or larger, where there is none.
 * @param allowed how much of it may be an error that all repeats share
 */
export const probabilityOf = (
  { difference, standardError, freedom }: Contrast,
  allowed = 0,
): number => {
  const rest = Math.max(0, Math.abs(difference) - allowed);
  return studentProbability(rest === 0 ? 0 : rest / standardError, freedom);
};
