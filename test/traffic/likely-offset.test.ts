import { describe, expect, it } from 'vitest';
import type { SinkLatencies } from '../../src/linux/frame-sink-times.js';
import { nanoseconds } from '../../src/model/units.js';
import { likelyOffset } from '../../src/traffic/likely-offset.js';

const timed = (least: number, negative = 0): SinkLatencies => ({
  count: 9,
  negative,
  least: nanoseconds(least),
  most: nanoseconds(least + 5_000),
  sum: 0n,
  histogram: [],
});
const offset = { atLeast: -1_000n, atMost: 3_000n };

describe('likelyOffset', () => {
  it('is in the middle', () => {
    expect(likelyOffset([], offset, 3_000n)).toBe(1_000n);
    expect(likelyOffset([timed(2_001), timed(9_000)], offset, 3_000n)).toBe(1_000n);
  });

  it('is more where a frame would otherwise have come before it was sent', () => {
    expect(likelyOffset([timed(9_000), timed(1_500)], offset, 3_000n)).toBe(1_500n);
    expect(likelyOffset([timed(9_000, 1)], offset, 3_000n)).toBe(3_000n);
  });
});
