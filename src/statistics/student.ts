import jStat from 'jstat';

/**
 * Half the width of a confidence interval, in standard errors (Student's t).
 * @param level two-sided probability of being outside: 0.05 for 95 % confidence
 * @param freedom degrees of freedom, greater than 0
 */
export const studentMargin = (level: number, freedom: number): number =>
  jStat.studentt.inv(1 - level / 2, freedom);

/** The two-sided probability that an estimate is at least this many standard errors from 0 by chance. */
export const studentProbability = (errors: number, freedom: number): number => {
  if (errors === 0) return 1;
  if (!Number.isFinite(errors)) return 0;
  return Math.min(1, 2 * jStat.studentt.cdf(-Math.abs(errors), freedom));
};
