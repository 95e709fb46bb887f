import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jainIndex } from '../../../src/model/numbers/jain-index.js';

const share = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
const shares = fc.array(share, { minLength: 1, maxLength: 40 });

describe("Jain's index", () => {
  it('is 1 if all shares are equal, for any number of them', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 1000 }), (each, count) => {
        expect(jainIndex(Array.from({ length: count }, () => each))).toBeCloseTo(1, 12);
      }),
    );
  });

  it('is 1/n if one of n has everything', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 1000 }), (all, count) => {
        const others = Array.from({ length: count - 1 }, () => 0);
        expect(jainIndex([...others, all])).toBeCloseTo(1 / count, 12);
      }),
    );
  });

  it('is k/n if k of n have equal shares, and the others nothing (TR-301, section 3)', () => {
    expect(jainIndex([5, 5, 0, 0, 0])).toBeCloseTo(0.4, 12);
  });

  it('does not depend on the unit or the order', () => {
    fc.assert(
      fc.property(shares, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (all, unit) => {
        const found = jainIndex(all) ?? 0;
        expect(jainIndex(all.map((each) => each * unit))).toBeCloseTo(found, 9);
        expect(jainIndex(all.toReversed())).toBeCloseTo(found, 9);
      }),
    );
  });

  it('is from 1/n to 1', () => {
    fc.assert(
      fc.property(shares, (all) => {
        const found = jainIndex(all) ?? 0;
        expect(found).toBeGreaterThanOrEqual(1 / all.length - 1e-12);
        expect(found).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is undefined if all shares are 0', () => {
    expect(jainIndex([0, 0])).toBeUndefined();
    expect(jainIndex([])).toBeUndefined();
  });
});
