import { sampleOf } from './sample.js';
import { studentProbability } from './student.js';

/** Fewer values are not enough for a trend. */
const FEWEST = 4;

/** Probability of finding a trend in values that have none. */
const BY_CHANCE = 0.01;

/**
 * How far values rise or fall from the first to the last, by linear regression; 0 if the slope is not
 * significant at 0.01.
 * @param values in order, evenly spaced
 */
export const trendOf = (values: readonly number[]): number => {
  const n = values.length;
  if (n < FEWEST) return 0;
  const { mean } = sampleOf(values);
  const middle = (n - 1) / 2;
  let [squares, products, scatter] = [0, 0, 0];
  for (const [index, value] of values.entries()) {
    squares += (index - middle) ** 2;
    products += (index - middle) * (value - mean);
    scatter += (value - mean) ** 2;
  }
  const slope = products / squares;
  const rest = Math.max(0, scatter - slope * products);
  const error = Math.sqrt(rest / (n - 2) / squares);
  const errors = slope === 0 ? 0 : slope / error;
  return studentProbability(errors, n - 2) <= BY_CHANCE ? slope * (n - 1) : 0;
};
