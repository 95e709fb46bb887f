import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSinkReport } from '../../../src/modules/frame-sink/report.js';
import type { SinkLatencies } from '../../../src/modules/frame-sink/times.js';
import { nanoseconds } from '../../../src/model/units.js';
import { latencyDistribution } from '../../../src/traffic/latency/latency-distribution.js';

/** The least latency of the bucket that the module counts a latency in. */
const bucketOf = (latency: number): number => {
  if (latency < 16) return latency;
  const width = 2 ** (Math.floor(Math.log2(latency)) - 4);
  return Math.floor(latency / width) * width;
};

/** The module's report of these latencies, including those below 0. */
const counted = (latencies: readonly number[]): SinkLatencies => {
  const timed = latencies.filter((latency) => latency >= 0);
  const buckets = [...new Set(timed.map(bucketOf))].toSorted((a, b) => a - b);
  return {
    count: timed.length,
    negative: latencies.length - timed.length,
    least: nanoseconds(timed.length === 0 ? 0 : Math.min(...timed)),
    most: nanoseconds(Math.max(0, ...timed)),
    sum: BigInt(timed.reduce((sum, latency) => sum + latency, 0)),
    histogram: buckets.map((least) => ({
      least: nanoseconds(least),
      frames: timed.filter((latency) => bucketOf(latency) === least).length,
    })),
  };
};

const EXACT = {
  likely: 0,
  atLeast: 0,
  atMost: 0,
  busy: nanoseconds(0),
  resolution: nanoseconds(1_000),
};
const latencies = fc.array(fc.nat(50_000_000), { minLength: 1, maxLength: 200 });

/** The least latency that this fraction does not exceed. */
const percentileOf = (all: readonly number[], share: number): number =>
  all.toSorted((a, b) => a - b)[Math.ceil(all.length * share) - 1] ?? NaN;

describe('latencyDistribution', () => {
  it('finds mean, extremes and percentiles, these at most 1/16 too long', () => {
    fc.assert(
      fc.property(latencies, latencies, (one, other) => {
        const all = [...one, ...other];
        const found = latencyDistribution([counted(one), counted(other)], EXACT);
        expect(found?.frames).toBe(all.length);
        expect(found?.minimum).toBe(Math.min(...all));
        expect(found?.maximum).toBe(Math.max(...all));
        const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
        expect(found?.mean.value).toBe(Math.round(mean));
        for (const [name, share] of [['p50', 0.5] as const, ['p99', 0.99] as const]) {
          const truth = percentileOf(all, share);
          const value = found?.percentiles[name] ?? NaN;
          expect(value).toBeGreaterThanOrEqual(truth);
          expect(value).toBeLessThanOrEqual(truth * (1 + 1 / 16));
        }
        expect(found?.histogram.reduce((sum, [, , frames]) => sum + frames, 0)).toBe(all.length);
      }),
    );
  });

  it('encloses the true mean: early frames, clocks and turnaround included', () => {
    const frame = fc.record({ took: fc.nat(1_000_000), turnaround: fc.nat(300_000) });
    fc.assert(
      fc.property(
        fc.array(frame, { minLength: 1, maxLength: 50 }),
        fc.integer({ min: -100_000, max: 100_000 }),
        (frames, error) => {
          // The module adds more than the clocks are apart, so that none is early except by turnaround.
          const told = 100_000;
          const seen = frames.map(({ took, turnaround }) => took - turnaround + told + error);
          const busy = frames.reduce((sum, each) => sum + each.turnaround, 0);
          const found = latencyDistribution([counted(seen)], {
            likely: -told,
            atLeast: -told - 100_000,
            atMost: -told + 100_000,
            busy: nanoseconds(busy),
            resolution: nanoseconds(1_000),
          });
          const truth = frames.reduce((sum, { took }) => sum + took, 0) / frames.length;
          expect(found?.mean.atLeast).toBeLessThanOrEqual(Math.ceil(truth));
          expect(found?.mean.atMost).toBeGreaterThanOrEqual(Math.floor(truth));
        },
      ),
    );
  });

  it('counts a frame that came before its successor was stamped as 0', () => {
    const found = latencyDistribution([counted([-5, -1, 700])], EXACT);
    expect(found).toMatchObject({ frames: 3, early: 2, minimum: 0, maximum: 700 });
    expect(found?.histogram).toEqual([
      [0, 0, 2],
      [672, 703, 1],
    ]);
  });

  it('is absent if no frame was timed', () => {
    expect(latencyDistribution([counted([])], EXACT)).toBeUndefined();
  });

  it('reads what a machine reported', () => {
    const text = readFileSync('test/fixtures/linux/frame-sink-report.txt', 'utf8');
    const all = parseSinkReport(text).flows.map((flow) => flow.latencies);
    expect(latencyDistribution(all, { ...EXACT, busy: nanoseconds(34_590_000) })).toMatchObject({
      frames: 999,
      early: 3,
      turnaround: 34_625,
      mean: { value: 1_244_851, atLeast: 1_243_850, atMost: 1_279_476 },
      minimum: 0,
      maximum: 11_303_406,
    });
  });
});
