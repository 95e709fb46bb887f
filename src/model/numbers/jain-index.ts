import { sum } from './sum.js';

/**
 * Jain's fairness index: (sum of x)^2 / (n * sum of x^2). 1 if all n shares are equal, 1/n if one has
 * everything; independent of the unit. R. Jain, D. Chiu and W. Hawe, A Quantitative Measure of Fairness
 * and Discrimination for Resource Allocation in Shared Computer Systems, DEC Research Report TR-301, 1984,
 * section 3.
 * @param shares none of them negative
 * @returns undefined if all shares are 0
 */
export const jainIndex = (shares: readonly number[]): number | undefined => {
  // Relative to the greatest, so that squares neither overflow nor underflow.
  const greatest = Math.max(0, ...shares);
  if (greatest === 0) return undefined;
  const parts = shares.map((share) => share / greatest);
  const total = sum(parts);
  return Math.min(1, (total * total) / (parts.length * sum(parts.map((part) => part * part))));
};
