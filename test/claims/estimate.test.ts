import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ofRepeats, quotient, uncertainBy } from '../../src/claims/estimate.js';
import { median } from '../../src/model/numbers/statistics.js';

const rates = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), {
  minLength: 2,
  maxLength: 40,
});

describe('ofRepeats', () => {
  it("is within Student's interval of 95 %", () => {
    // t of 4 degrees of freedom is 2.77645, the standard error 0.7071.
    const { value, bounds, n } = ofRepeats([9, 10, 11, 8, 12], false);
    expect([value, n]).toEqual([10, 5]);
    expect(bounds?.least).toBeCloseTo(10 - 2.77645 * 0.70711, 4);
    expect(bounds?.most).toBeCloseTo(10 + 2.77645 * 0.70711, 4);
  });

  it('has no bounds for one repeat, unless figures are exactly repeatable', () => {
    expect(ofRepeats([7], false).bounds).toBeUndefined();
    expect(ofRepeats([7], true).bounds).toEqual({ least: 7, most: 7 });
  });

  it('has the median between its bounds, which are closer with more repeats', () => {
    fc.assert(
      fc.property(rates, (values) => {
        const { value, bounds } = ofRepeats(values, false);
        const more = ofRepeats([...values, ...values, ...values], false);
        expect(value).toBe(median(values));
        expect(bounds?.least).toBeLessThanOrEqual(value);
        expect(bounds?.most).toBeGreaterThanOrEqual(value);
        expect(more.bounds?.most).toBeLessThanOrEqual(bounds?.most ?? NaN);
      }),
    );
  });
});

describe('quotient', () => {
  it('has worst-case bounds, and does not depend on the unit', () => {
    fc.assert(
      fc.property(rates, rates, fc.integer({ min: 1, max: 1000 }), (one, other, scale) => {
        const [first, second] = [ofRepeats(one, false), ofRepeats(other, false)];
        const ratio = quotient(first, second);
        expect(ratio.value).toBe(first.value / second.value);
        expect(ratio.bounds?.least).toBe(
          (first.bounds?.least ?? NaN) / (second.bounds?.most ?? NaN),
        );
        const scaled = quotient(
          ofRepeats(
            one.map((value) => value * scale),
            false,
          ),
          ofRepeats(
            other.map((value) => value * scale),
            false,
          ),
        );
        expect(scaled.value).toBeCloseTo(ratio.value, 6);
      }),
    );
  });

  it('has no bounds if one of them has none', () => {
    expect(quotient(ofRepeats([1], false), ofRepeats([1, 2], false)).bounds).toBeUndefined();
  });
});

describe('uncertainBy', () => {
  it('moves both bounds by a factor', () => {
    const { bounds } = uncertainBy(ofRepeats([6], true), 1.5);
    expect(bounds).toEqual({ least: 4, most: 9 });
  });
});
