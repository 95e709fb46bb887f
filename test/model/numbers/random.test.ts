import { describe, expect, it } from 'vitest';
import { seededRandom, shuffled } from '../../../src/model/numbers/random.js';

describe('a random order', () => {
  it('keeps every value, and favours no position', () => {
    const random = seededRandom(7);
    const firsts = new Map<string, number>();
    for (let turn = 0; turn < 6_000; turn += 1) {
      const order = shuffled(['a', 'b', 'c'], random);
      expect(order.toSorted()).toEqual(['a', 'b', 'c']);
      firsts.set(order.join(''), (firsts.get(order.join('')) ?? 0) + 1);
    }
    expect(firsts.size).toBe(6);
    // 1000 each; the standard deviation is 29.
    for (const count of firsts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  it('of an empty list is empty', () => {
    expect(shuffled([], seededRandom(1))).toEqual([]);
  });
});
