import jStat from 'jstat';

/** Moments of the repeats of one figure. */
export interface SampleMoments {
  readonly n: number;
  readonly mean: number;
  /** Sample variance, with n - 1; 0 for fewer than two values. */
  readonly variance: number;
}

/** @param values at least one */
export const sampleOf = (values: readonly number[]): SampleMoments => {
  const [first = NaN] = values;
  // Equal values have no variance, but floating point may yield a small one.
  if (values.every((value) => value === first))
    return { n: values.length, mean: first, variance: 0 };
  const copy = [...values];
  return { n: values.length, mean: jStat.mean(copy), variance: jStat.variance(copy, true) };
};
