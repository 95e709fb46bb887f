import { sampleOf } from './sample.js';
import { studentMargin, studentProbability } from './student.js';

/** The difference between two means, with its uncertainty. */
export interface Contrast {
  /** The second less the first. */
  readonly difference: number;
  readonly standardError: number;
  /** Degrees of freedom. */
  readonly freedom: number;
  /** Hedges' g: the difference in standard deviations of a single value; undefined without scatter. */
  readonly effectSize: number | undefined;
}

/** A closed interval. */
export interface Interval {
  readonly least: number;
  readonly most: number;
}

/** Hedges' correction of Cohen's d for small samples (1981, equation 6c, approximated). */
const hedges = (freedom: number): number => 1 - 3 / (4 * freedom - 1);

const effectOf = (difference: number, deviation: number, freedom: number): number | undefined =>
  deviation === 0 ? undefined : (difference / deviation) * hedges(freedom);

/** Two independent lists of repeats, with separate or pooled variances. */
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
 * Two independent lists of repeats with possibly unequal variances (B. L. Welch, Biometrika 34, 1947).
 * @returns undefined if either has fewer than two values
 */
export const welchContrast = (
  one: readonly number[],
  other: readonly number[],
): Contrast | undefined => independent(one, other, false);

/** The same for equal variances (Student). One of them may be short. */
export const pooledContrast = (
  one: readonly number[],
  other: readonly number[],
): Contrast | undefined => independent(one, other, true);

/** Fewer differences do not allow an estimate of their variance. */
const FEWEST_PAIRS = 3;

/**
 * Paired values, such as values measured at the same time: effects common to both values of a pair cancel.
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
    // The variance of a difference is the sum of those of two single values.
    effectSize: effectOf(mean, Math.sqrt(variance / 2), freedom),
  };
};

/** Confidence interval of a difference. @param level probability of being outside: 0.05 for 95 % confidence */
export const intervalOf = (
  { difference, standardError, freedom }: Contrast,
  level: number,
): Interval => {
  const half = standardError === 0 ? 0 : studentMargin(level, freedom) * standardError;
  return { least: difference - half, most: difference + half };
};

/**
 * The probability of a difference at least this large if there is none (p-value).
 * @param allowed the part of it that may be a systematic error common to all repeats
 */
export const probabilityOf = (
  { difference, standardError, freedom }: Contrast,
  allowed = 0,
): number => {
  const rest = Math.max(0, Math.abs(difference) - allowed);
  return studentProbability(rest === 0 ? 0 : rest / standardError, freedom);
};
