import jStat from 'jstat';

/**
 * How many standard errors an interval reaches to each side of an estimate (Student's t).
 * @param level the probability of being outside it, both sides together: 0.05 for a confidence of 95 %
 * @param freedom degrees of freedom, above 0
 */
export const studentMargin = (level: number, freedom: number): number =>
  jStat.studentt.inv(1 - level / 2, freedom);

/** The probability that an estimate is so many standard errors from 0, or more, by chance alone. */
export const studentProbability = (errors: number, freedom: number): number => {
  if (errors === 0) return 1;
  if (!Number.isFinite(errors)) return 0;
  return Math.min(1, 2 * jStat.studentt.cdf(-Math.abs(errors), freedom));
};
