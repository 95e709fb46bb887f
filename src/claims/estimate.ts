import { median } from '../model/numbers/statistics.js';
import { studentMargin } from '../statistics/student.js';

/** A figure with its accuracy. */
export interface Estimate {
  readonly value: number;
  /** The 95 % confidence interval; undefined if there are too few trials. */
  readonly bounds: Range | undefined;
  /** Number of trials. */
  readonly n: number;
}

/** A closed interval. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** The standard error of the mean of at least two values. */
const standardError = (values: readonly number[]): number => {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (n - 1) / n);
};

/**
 * The median of repeats, with a confidence interval from their scatter (Student's t).
 * @param values at least one
 * @param exact whether repeats give identical figures, so that one is enough
 */
export const ofRepeats = (values: readonly number[], exact: boolean): Estimate => {
  const [value, n] = [median(values), values.length];
  if (exact) return { value, n, bounds: { least: Math.min(...values), most: Math.max(...values) } };
  if (n < 2) return { value, n, bounds: undefined };
  const half = studentMargin(0.05, n - 1) * standardError(values);
  return { value, n, bounds: { least: Math.max(0, value - half), most: value + half } };
};

/** An estimate whose bounds include at least this range. */
export const widened = (estimate: Estimate, { least, most }: Range): Estimate =>
  estimate.bounds === undefined
    ? estimate
    : {
        ...estimate,
        bounds: {
          least: Math.min(estimate.bounds.least, least),
          most: Math.max(estimate.bounds.most, most),
        },
      };

/** The quotient of two estimates, with worst-case bounds. */
export const quotient = (one: Estimate, other: Estimate): Estimate => ({
  value: one.value / other.value,
  n: Math.min(one.n, other.n),
  bounds: one.bounds &&
    other.bounds && {
      least: one.bounds.least / other.bounds.most,
      most: one.bounds.most / other.bounds.least,
    },
});

/** An estimate with an additional uncertainty by a factor: 1.1 is a tenth up or down. */
export const uncertainBy = (estimate: Estimate, factor: number): Estimate => ({
  ...estimate,
  bounds: estimate.bounds && {
    least: estimate.bounds.least / factor,
    most: estimate.bounds.most * factor,
  },
});
