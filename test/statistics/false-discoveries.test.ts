import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discoveryLevel } from '../../src/statistics/false-discoveries.js';

describe('discoveryLevel', () => {
  it('is the fraction for a single figure, and for none', () => {
    expect(discoveryLevel([0.5], 0.05)).toBe(0.05);
    expect(discoveryLevel([], 0.05)).toBe(0.05);
  });

  it("is that of Benjamini and Hochberg's example", () => {
    // Of 15 probabilities in their section 4.1 the first four are discoveries.
    const given = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
      0.6528, 0.759, 1,
    ];
    const level = discoveryLevel(given, 0.05);
    expect(level).toBeCloseTo((4 / 15) * 0.05);
    expect(given.filter((each) => each <= level)).toHaveLength(4);
  });

  it('is stricter for more figures that are not discoveries', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (given) => {
        expect(discoveryLevel([...given, 1], 0.05)).toBeLessThanOrEqual(
          discoveryLevel(given, 0.05),
        );
      }),
    );
  });
});
