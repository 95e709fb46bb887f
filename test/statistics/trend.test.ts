import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/model/numbers/random.js';
import { trendOf } from '../../src/statistics/trend.js';

const noisy = (seed: number, rise: number): readonly number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: 10 }, (_, index) => (rise * index) / 9 + random.normal());
};

describe('trendOf', () => {
  it('is the rise or fall of a line', () => {
    expect(trendOf([1, 3, 5, 7])).toBeCloseTo(6);
    expect(trendOf([7, 5, 3, 1])).toBeCloseTo(-6);
    expect(trendOf(noisy(1, 50))).toBeCloseTo(50, -1);
  });

  it('is 0 for too few values, for equal ones, and for most noise', () => {
    expect(trendOf([1, 2, 3])).toBe(0);
    expect(trendOf([4, 4, 4, 4, 4])).toBe(0);
    const found = Array.from({ length: 500 }, (_, seed) => trendOf(noisy(seed + 1, 0)));
    expect(found.filter((trend) => trend !== 0).length).toBeLessThan(15);
  });
});
