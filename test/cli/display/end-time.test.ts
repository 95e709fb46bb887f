import { describe, expect, it } from 'vitest';
import { clockText, endText } from '../../../src/cli/display/end-time.js';
import { seconds } from '../../../src/model/units.js';

const NOW = new Date(2026, 0, 31, 14, 2, 11);
const HOUR = 3600;

describe('an expected end', () => {
  it.each([
    [0, '14:02'],
    [2.5 * HOUR, '16:32'],
    [9.9 * HOUR, '23:56'],
    [10 * HOUR, 'Sun 00:02'],
    [6 * 24 * HOUR, 'Fri 14:02'],
    [7 * 24 * HOUR, '2026-02-07'],
  ])('in %d s', (left, text) => {
    expect(endText(NOW, seconds(left))).toBe(text);
  });
});

describe('a time of day', () => {
  it('has seconds', () => {
    expect(clockText(NOW)).toBe('14:02:11');
    expect(clockText(new Date(2026, 0, 1, 0, 0, 0))).toBe('00:00:00');
  });
});
