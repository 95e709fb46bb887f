import { describe, expect, it } from 'vitest';
import type { TrialRequest, TrialResult } from '../../../../src/model/trial.js';
import { bytes, pps, seconds } from '../../../../src/model/units.js';
import { simulate } from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import { soak } from '../../../../src/rfc2544/tests/soak/procedure.js';
import { conductOn } from '../../conducting.js';

const shape = { frameSize: bytes(64) };
const goal = { load: pps(10_000), trialDuration: seconds(2), totalDuration: seconds(9) };

describe('a soak', () => {
  it('holds its load for as long as asked, and finds no loss below the capacity', () => {
    const device = simulate({ capacity: pps(10_000) });
    const { result, requests } = conductOn(device, soak(shape, goal));
    expect(requests).toHaveLength(5);
    expect(new Set(requests.map(({ intendedLoad }) => intendedLoad))).toEqual(new Set([10_000]));
    expect(result).toEqual({
      test: 'soak',
      load: 10_000,
      outcome: {
        state: 'measured',
        periods: [0, 2e9, 4e9, 6e9, 8e9].map((after, index) => ({
          after,
          trials: [index + 1],
          lossRatio: 0,
        })),
        offered: 100_000,
        lost: 0,
        lossRatio: 0,
        firstLoss: null,
      },
    });
  });

  it('says when frames were lost first, and how many of all', () => {
    const sound = simulate({ capacity: pps(10_000) });
    const failing = simulate({ capacity: pps(9_000) });
    const device = (request: TrialRequest, sequence: number): TrialResult =>
      (sequence < 4 ? sound : failing)(request);
    const { result } = conductOn(device, soak(shape, goal));
    expect(result.outcome).toMatchObject({
      state: 'measured',
      lost: 4_000,
      lossRatio: 0.04,
      firstLoss: 4,
    });
  });

  it('leaves a gap if a trial stays invalid, and continues', () => {
    const sound = simulate({ capacity: pps(10_000) });
    const stalled = simulate({ capacity: pps(10_000), generator: { limit: pps(5_000) } });
    const device = (request: TrialRequest, sequence: number): TrialResult =>
      (sequence >= 2 && sequence <= 4 ? stalled : sound)(request);
    const { result, trials } = conductOn(device, soak(shape, goal));
    if (result.outcome.state !== 'measured') throw new Error(result.outcome.state);
    expect(trials).toHaveLength(7);
    expect(result.outcome.periods[1]).toEqual({ after: 2e9, trials: [2, 3, 4], lossRatio: null });
    expect(result.outcome.offered).toBe(80_000);
  });

  it('ends where its load cannot be offered at all', () => {
    const stalled = simulate({ capacity: pps(10_000), generator: { limit: pps(5_000) } });
    const { result, trials } = conductOn(stalled, soak(shape, goal));
    expect(trials).toHaveLength(3);
    expect(result.outcome).toMatchObject({
      state: 'undecided',
      causes: [{ code: 'generator-fell-behind' }],
    });
  });
});
