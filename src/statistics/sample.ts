import jStat from 'jstat';

/** Repeats of one figure, summed up. */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  /** Of a single value, by n - 1; 0 for fewer than two. */
  readonly variance: number;
}

/** @param values at least one */
export const sampleOf = (values: readonly number[]): Sample => {
  const [first = NaN] = values;
  // Equal values have no variance; floating point would give them a little.
  if (values.every((value) => value === first))
    return { n: values.length, mean: first, variance: 0 };
  const copy = [...values];
  return { n: values.length, mean: jStat.mean(copy), variance: jStat.variance(copy, true) };
};
