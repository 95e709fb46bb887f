import { describe, expect, it } from 'vitest';
import { median, relativeSpread } from '../../../src/model/numbers/statistics.js';

describe('the median', () => {
  it('is in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });
});

describe('the spread', () => {
  it('is relative to the median', () => {
    expect(relativeSpread([34, 41, 210])).toBeCloseTo(176 / 41);
    expect(relativeSpread([5])).toBe(0);
    expect(relativeSpread([0, 0])).toBe(0);
  });
});
