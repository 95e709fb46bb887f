import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundOf, roundsOf } from '../../src/model/softnic-source.js';

const whole = fc.integer({ min: 1, max: 50 });

describe('roundOf', () => {
  it('finds the smallest whole numbers in proportion, for any unit', () => {
    fc.assert(
      fc.property(
        fc.array(whole, { minLength: 1, maxLength: 8 }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (parts, unit) => {
          const round = roundOf(parts.map((part) => part * unit)) ?? [];
          const times = (parts[0] ?? 0) / (round[0] ?? 0);
          expect(Number.isInteger(times)).toBe(true);
          expect(round.map((each) => each * times)).toEqual(parts);
          const smaller = [2, 3, 5, 7, 11, 13].filter((prime) =>
            round.every((each) => each % prime === 0),
          );
          expect(smaller).toEqual([]);
        },
      ),
    );
  });

  it('is undefined if a round would be longer than the longest list', () => {
    expect(roundOf([366_242, 109_873])).toBeUndefined();
    expect(roundOf([Math.PI, 1])).toBeUndefined();
  });
});

describe('roundsOf', () => {
  it('is enough for each stream to use all its destinations equally often', () => {
    expect(roundsOf([1, 1], [256, 256], false)).toBe(256);
    expect(roundsOf([4, 1], [256, 256], false)).toBe(256);
    expect(roundsOf([4, 2], [256, 256], false)).toBe(128);
    expect(roundsOf([3, 1], [1, 1], false)).toBe(1);
  });

  it('is enough for the module to tell frames of one destination apart', () => {
    expect(roundsOf([1], [1], true)).toBe(32);
    expect(roundsOf([3, 1], [1, 1], true)).toBe(8);
  });
});
