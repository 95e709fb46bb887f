import { sum } from './sum.js';

/**
 * Jain's fairness index: (sum of x)^2 / (n * sum of x^2). 1 where all of n have the same, 1/n where one has
 * all; the same whatever unit they are in. R. Jain, D. Chiu and W. Hawe, A Quantitative Measure of Fairness
 * and Discrimination for Resource Allocation in Shared Computer Systems, DEC Research Report TR-301, 1984,
 * section 3.
 * @param shares what each has, none of it below 0
 * @returns undefined where none has anything: there is nothing to be fair about
 */
export const jainIndex = (shares: readonly number[]): number | undefined => {
  // In parts of the greatest, so that squares neither overflow nor vanish.
  const greatest = Math.max(0, ...shares);
  if (greatest === 0) return undefined;
  const parts = shares.map((share) => share / greatest);
  const total = sum(parts);
  return Math.min(1, (total * total) / (parts.length * sum(parts.map((part) => part * part))));
};
