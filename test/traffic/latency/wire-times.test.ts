import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { definitionOf } from '../../../src/model/latency.js';
import { bitsPerSecond, milliseconds, nanoseconds } from '../../../src/model/units.js';
import type { PortTimes } from '../../../src/modules/softnic/latency.js';
import { tagMoment, wireLatency } from '../../../src/traffic/latency/wire-times.js';

const GIGABIT = bitsPerSecond(1e9);
/** A 64-byte frame on the link. */
const FRAME = 512;

const schedule = (name: string, gap: number, phase: number, count = 1000) => ({
  ...{ interface: name, count, gap: nanoseconds(gap), phase: nanoseconds(phase) },
});

const times = (change: Partial<PortTimes> = {}): PortTimes => ({
  interface: 'sink0',
  unstamped: 0,
  tagged: { frames: 1, took: nanoseconds(17_000) },
  latencies: {
    ...{ count: 2, negative: 0, sum: 36_000n },
    ...{ least: nanoseconds(16_000), most: nanoseconds(20_000) },
    histogram: [
      { least: nanoseconds(15_872), frames: 1 },
      { least: nanoseconds(19_456), frames: 1 },
    ],
  },
  ...change,
});

describe('tagMoment', () => {
  it('is when the first frame is due from then on', () => {
    expect(tagMoment([schedule('gen0', 10_000, 0)], milliseconds(1))).toBe(1_000_000);
    expect(tagMoment([schedule('gen0', 10_000, 300)], milliseconds(1))).toBe(1_000_300);
  });

  it('is never when a frame of another port also arrives', () => {
    const gap = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.tuple(gap, fc.nat(60)), { minLength: 1, maxLength: 4 }), (all) => {
        const sources = all.map(([each, phase], index) => schedule(`gen${index}`, each, phase, 40));
        const arrivals = sources.map(({ gap: each, phase, count }) =>
          Array.from({ length: count }, (_, frame) => phase + frame * each),
        );
        const [own = [], ...others] = arrivals;
        const after = nanoseconds(30);
        const due = own.find((at) => at >= after && !others.flat().includes(at));
        if (due === undefined)
          expect(() => tagMoment(sources, after)).toThrow(/at the same moment/);
        else expect(tagMoment(sources, after)).toBe(due);
      }),
    );
  });

  it('needs a frame that late', () => {
    expect(() => tagMoment([schedule('gen0', 1000, 0, 10)], milliseconds(1))).toThrow(/gen0/);
    expect(() => tagMoment([], milliseconds(1))).toThrow(/no port sends/);
  });
});

describe('wireLatency', () => {
  it('is from the last bit in to the first bit out, and exact', () => {
    const latency = wireLatency([times()], MINIMUM_FRAME, GIGABIT);
    if (latency.state !== 'measured') throw new Error(latency.reason);
    const took = 17_000 - FRAME;
    expect(latency.tagged).toEqual({ value: took, atLeast: took, atMost: took });
    const mean = 18_000 - FRAME;
    expect(latency.distribution).toMatchObject({
      frames: 2,
      mean: { value: mean, atLeast: mean, atMost: mean },
      minimum: 16_000 - FRAME,
      maximum: 20_000 - FRAME,
      turnaround: 0,
    });
    expect(definitionOf(latency.span)).toBe('store-and-forward');
    expect(latency.clocks).toEqual({ kind: 'one-clock', bound: 0 });
  });

  it('has no tagged frame that was lost', () => {
    const lost = times({ tagged: { frames: 0, took: nanoseconds(0) } });
    const latency = wireLatency([lost, lost], MINIMUM_FRAME, GIGABIT);
    expect(latency).toMatchObject({ state: 'measured', tagged: null });
    expect(wireLatency([lost, times()], MINIMUM_FRAME, GIGABIT)).toMatchObject({
      tagged: { value: 17_000 - FRAME },
    });
  });

  it('cannot be used if frames lost their times, or two have that of the tagged one', () => {
    expect(wireLatency([times({ unstamped: 3 })], MINIMUM_FRAME, GIGABIT)).toEqual({
      state: 'unusable',
      reason: '3 frames left the DUT without an arrival time: the data plane copies frames',
    });
    expect(wireLatency([times(), times()], MINIMUM_FRAME, GIGABIT)).toMatchObject({
      state: 'unusable',
    });
  });
});
