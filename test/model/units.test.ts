import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bitsPerSecond,
  bytes,
  inMilliseconds,
  inSeconds,
  milliseconds,
  nanoseconds,
  pps,
  seconds,
} from '../../src/model/units.js';

const NOT_NUMBERS = [NaN, Infinity, -Infinity, -1];

describe('a quantity', () => {
  it.each([bytes, nanoseconds])('that must be whole rejects anything else: %#', (make) => {
    for (const value of [...NOT_NUMBERS, 0.5, Number.MAX_SAFE_INTEGER + 1]) {
      expect(() => make(value)).toThrow(RangeError);
    }
    expect(make(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('of frames per second may be fractional or 0', () => {
    for (const value of NOT_NUMBERS) expect(() => pps(value)).toThrow(RangeError);
    expect(pps(0)).toBe(0);
    expect(pps(0.5)).toBe(0.5);
  });

  it('of frames per second has no rounding errors of floating point', () => {
    expect(`${pps(1_488_095 * (1 - 3 * 0.1))}`).toBe('1041666.5');
    expect(`${pps(149_689 * 1.1)}`).toBe('164657.9');
    expect(`${pps(1e9 / 3)}`).toBe('333333333.333');
    // Low loads keep as many digits.
    expect(pps(1 / 3)).toBe(0.333333333333);
  });

  it('of bits per second is greater than 0', () => {
    for (const value of [...NOT_NUMBERS, 0]) expect(() => bitsPerSecond(value)).toThrow(RangeError);
    expect(bitsPerSecond(1e9)).toBe(1e9);
  });
});

describe('a duration', () => {
  it('is a whole number of nanoseconds', () => {
    expect(seconds(0.1)).toBe(100_000_000);
    expect(milliseconds(0.0000004)).toBe(0);
    expect(() => seconds(-1)).toThrow(RangeError);
  });

  it('survives conversion to nanoseconds and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000_000 }), (count) => {
        expect(inSeconds(seconds(count))).toBe(count);
        expect(inMilliseconds(milliseconds(count))).toBe(count);
      }),
    );
  });
});
