import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  forwardingRate,
  frameLossRatio,
  offeredLoad,
  overhead,
  type TrialResult,
} from '../../src/model/trial.js';
import { bytes, nanoseconds, pps, seconds } from '../../src/model/units.js';

const trial = (
  offered: number,
  receivedBySink: number,
  change: Partial<TrialResult> = {},
): TrialResult => ({
  request: { frameSize: bytes(64), intendedLoad: pps(offered), duration: seconds(1) },
  counts: {
    intended: offered,
    offered,
    receivedByDut: offered,
    forwarded: receivedBySink,
    receivedBySink,
  },
  offeredDuration: seconds(1),
  losses: [],
  unlocated: offered - receivedBySink,
  validity: { state: 'valid' },
  timing: { wall: seconds(4), traffic: seconds(1), settling: seconds(2) },
  ...change,
});

const frames = fc.integer({ min: 0, max: 1_000_000_000 });
const durations = fc.integer({ min: 1, max: 120_000_000_000 }).map(nanoseconds);

describe('rates', () => {
  it('are frames over the time the generator took', () => {
    const result = trial(60_000, 45_000, { offeredDuration: seconds(1.5) });
    expect(offeredLoad(result)).toBe(40_000);
    expect(forwardingRate(result)).toBe(30_000);
  });

  it('are 0 if nothing was sent', () => {
    const result = trial(0, 0, { offeredDuration: nanoseconds(0) });
    expect(offeredLoad(result)).toBe(0);
    expect(forwardingRate(result)).toBe(0);
    expect(frameLossRatio(result)).toBe(0);
  });

  it('are in the same ratio as the counts', () => {
    fc.assert(
      fc.property(frames, frames, durations, (offered, received, offeredDuration) => {
        const result = trial(offered, received, { offeredDuration });
        const [a, b] = [forwardingRate(result) * offered, offeredLoad(result) * received];
        expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-11 * a);
        expect(forwardingRate(result) <= offeredLoad(result)).toBe(received <= offered);
      }),
    );
  });
});

describe('the frame loss ratio', () => {
  it('is the fraction of offered frames that did not arrive', () => {
    expect(frameLossRatio(trial(60_000, 45_000))).toBe(0.25);
    expect(frameLossRatio(trial(60_000, 60_000))).toBe(0);
    expect(frameLossRatio(trial(60_000, 0))).toBe(1);
  });

  it('is in 0..1 whatever was counted, and 0 only without loss', () => {
    fc.assert(
      fc.property(frames, frames, (offered, received) => {
        const ratio = frameLossRatio(trial(offered, received));
        expect(ratio).toBeGreaterThanOrEqual(0);
        expect(ratio).toBeLessThanOrEqual(1);
        expect(ratio === 0).toBe(received >= offered);
      }),
    );
  });

  it('falls with every frame that arrives', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.nat(), (offered, seed) => {
        const received = seed % offered;
        expect(frameLossRatio(trial(offered, received + 1))).toBeLessThan(
          frameLossRatio(trial(offered, received)),
        );
      }),
    );
  });
});

describe('overhead', () => {
  it("is the controller's own time", () => {
    expect(overhead(trial(1, 1))).toBe(1e9);
  });

  it('is never negative, though three clocks are involved', () => {
    fc.assert(
      fc.property(durations, durations, durations, (wall, traffic, settling) => {
        const own = overhead(trial(1, 1, { timing: { wall, traffic, settling } }));
        expect(own).toBe(Math.max(0, wall - traffic - settling));
      }),
    );
  });
});
