import { describe, expect, it } from 'vitest';
import type { SinkLatencies } from '../../../src/modules/frame-sink/times.js';
import { nanoseconds } from '../../../src/model/units.js';
import { appliedOffset } from '../../../src/traffic/latency/likely-offset.js';

const timed = (least: number, negative = 0): SinkLatencies => ({
  count: 9,
  negative,
  least: nanoseconds(least),
  most: nanoseconds(least + 5_000),
  sum: 0n,
  histogram: [],
});
const offset = { atLeast: -1_000n, atMost: 3_000n };

describe('appliedOffset', () => {
  it('is the midpoint', () => {
    expect(appliedOffset([], offset, 3_000n)).toBe(1_000n);
    expect(appliedOffset([timed(2_001), timed(9_000)], offset, 3_000n)).toBe(1_000n);
  });

  it('is more if a frame would otherwise have arrived before it was sent', () => {
    expect(appliedOffset([timed(9_000), timed(1_500)], offset, 3_000n)).toBe(1_500n);
    expect(appliedOffset([timed(9_000, 1)], offset, 3_000n)).toBe(3_000n);
  });
});
