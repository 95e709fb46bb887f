import { describe, expect, it } from 'vitest';
import { resultWith } from '../../../src/results/version-2/result.js';
import { trialRecord } from '../record.js';

const upgraded = (result: unknown): unknown =>
  resultWith((sequence) =>
    sequence === 2 ? trialRecord(2, [10_000, 9_000]).result : undefined,
  ).parse(result);

const cause = { code: 'clocks-contradict', detail: 'b' };
const renamed = { code: 'clock-error', detail: 'b' };

describe('a result of version 2', () => {
  it('gets the current reasons, at any depth', () => {
    expect(
      upgraded({ test: 'throughput', outcome: { state: 'zero', upper: { causes: [cause] } } }),
    ).toMatchObject({ outcome: { upper: { causes: [renamed] } } });
    expect(
      upgraded({ test: 'latency', outcome: { state: 'undecided', causes: [cause] } }),
    ).toMatchObject({ outcome: { causes: [renamed] } });
    expect(
      upgraded({ test: 'mlrsearch', loads: 'aggregate', goals: [{ causes: [cause] }, {}] }),
    ).toEqual({ test: 'mlrsearch', loads: 'aggregate', goals: [{ causes: [renamed] }, {}] });
  });

  it.each(['unbounded', 'unrecovered', 'unfinished'])('gets the same name for %s', (name) => {
    expect(upgraded({ outcome: { state: 'measured', [name]: 3, exactTo: 7 } })).toEqual({
      outcome: { state: 'measured', lowerBoundOnly: 3, accuracy: 7 },
    });
  });

  it('gets lost frames separate from repeats, and the definition that was actually met', () => {
    const outcome = { state: 'measured', times: [7, 9], lost: 1 };
    expect(upgraded({ test: 'latency', definition: 'store-and-forward', outcome })).toEqual({
      test: 'latency',
      definition: 'driver-to-sink',
      outcome: {
        state: 'measured',
        times: [7, 9],
        repeats: { asked: 3, measured: 2, lost: 1, limit: 3 },
      },
    });
    expect(
      upgraded({ test: 'latency', definition: 'store-and-forward', outcome: { state: 'lost' } }),
    ).toEqual({ test: 'latency', definition: null, outcome: { state: 'lost' } });
  });

  it('gets figures of its loads if there are trials', () => {
    const loads = [
      { intendedLoad: 10_000, trials: [1, 2], decided: true },
      { intendedLoad: 9_000, trials: [3], decided: false },
    ];
    expect(upgraded({ test: 'frame-loss-rate', loads })).toMatchObject({
      loads: [
        {
          trials: [1, 2],
          decided: true,
          validTrials: 1,
          figures: { medianTrial: 2, forwardingRate: 9_000 },
        },
        { trials: [3], decided: false, validTrials: 0, figures: null },
      ],
    });
  });
});
