import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  intervalOf,
  pairedContrast,
  pooledContrast,
  probabilityOf,
  welchContrast,
} from '../../src/statistics/contrast.js';

const values = fc.array(fc.double({ min: 1, max: 1e3, noNaN: true }), {
  minLength: 3,
  maxLength: 20,
});

describe('welchContrast', () => {
  it('agrees with the textbook: unequal variances, fewer degrees of freedom', () => {
    const found = welchContrast([10, 11, 12, 13, 14], [20, 24, 28]);
    expect(found?.difference).toBeCloseTo(12);
    // sqrt(2.5 / 5 + 16 / 3), and Welch and Satterthwaite's degrees of freedom.
    expect(found?.standardError).toBeCloseTo(2.4152, 4);
    expect(found?.freedom).toBeCloseTo(2.3821, 3);
  });

  it('needs two values on both sides', () => {
    expect(welchContrast([1], [1, 2])).toBeUndefined();
    expect(welchContrast([1, 2], [1])).toBeUndefined();
    expect(pooledContrast([1], [1, 2])).toBeUndefined();
  });

  it('has no effect size, and is certain, without scatter', () => {
    const found = welchContrast([5, 5], [6, 6]);
    expect(found).toMatchObject({ difference: 1, standardError: 0, effectSize: undefined });
    expect(found && intervalOf(found, 0.05)).toEqual({ least: 1, most: 1 });
    expect(found && probabilityOf(found)).toBe(0);
    expect(found && probabilityOf(found, 1)).toBe(1);
  });
});

describe('intervalOf', () => {
  it('excludes 0 for exactly the differences that are significant at its level', () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const found = welchContrast(one, other);
        if (found === undefined || found.standardError === 0) return;
        const { least, most } = intervalOf(found, 0.05);
        const probability = probabilityOf(found);
        if (Math.abs(probability - 0.05) < 1e-4) return;
        expect(least > 0 || most < 0).toBe(probability < 0.05);
      }),
    );
  });
});

describe('pairedContrast', () => {
  it('is undefined for fewer than three pairs', () => {
    expect(pairedContrast([1, 2])).toBeUndefined();
  });

  it('has the mean difference, and its effect size in deviations of a single value', () => {
    const found = pairedContrast([1, 2, 3]);
    expect(found).toMatchObject({ difference: 2, freedom: 2 });
    expect(found?.standardError).toBeCloseTo(1 / Math.sqrt(3));
    expect(found?.effectSize).toBeCloseTo(2 * Math.SQRT2 * (1 - 3 / 7));
  });
});
