import { describe, expect, it } from 'vitest';
import { percent } from '../../../src/model/numbers/percent.js';

describe('percent', () => {
  it.each([
    [0, '0 %'],
    [0.005, '0.5 %'],
    // 0.07 * 100 is 7.000000000000001.
    [0.07, '7 %'],
    [1, '100 %'],
  ])('of %d is %s', (part, words) => {
    expect(percent(part)).toBe(words);
  });
});
