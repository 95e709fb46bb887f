import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from '../../../src/traffic/flows/apportion.js';

const parts = (total: number, weights: readonly number[]): readonly number[] =>
  apportion(
    total,
    weights.map((weight) => ({ item: undefined, weight })),
  ).map(({ count }) => count);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const totals = fc.nat({ max: 2_000_000_000 });
const weights = fc.array(fc.double({ min: 1e-3, max: 1e7, noNaN: true }), {
  minLength: 1,
  maxLength: 40,
});

describe('apportion', () => {
  it('adds up to the total, whatever the weights', () => {
    fc.assert(
      fc.property(totals, weights, (total, each) => sum(parts(total, each)) === total),
      { numRuns: 2_000 },
    );
  });

  it('gives each its share, to within one', () => {
    fc.assert(
      fc.property(totals, weights, (total, each) => {
        const all = sum(each);
        for (const [index, count] of parts(total, each).entries()) {
          expect(Math.abs(count - (total * (each[index] ?? 0)) / all)).toBeLessThan(1.001);
        }
      }),
    );
  });

  it('gives equal weights the same, and the first ones one more', () => {
    const cases = fc.tuple(
      totals,
      fc.integer({ min: 1, max: 300 }),
      fc.double({ min: 0.1, max: 9, noNaN: true }),
    );
    fc.assert(
      fc.property(cases, ([total, count, weight]) => {
        const expected = Array.from(
          { length: count },
          (_, index) => Math.floor(total / count) + (index < total % count ? 1 : 0),
        );
        expect(parts(total, Array<number>(count).fill(weight))).toEqual(expected);
      }),
    );
  });

  it('gives nothing if there are no weights', () => {
    expect(parts(0, [0, 0])).toEqual([0, 0]);
  });
});
