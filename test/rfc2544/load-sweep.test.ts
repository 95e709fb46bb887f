import { describe, expect, it } from 'vitest';
import { bytes, pps, seconds } from '../../src/model/units.js';
import { loadSweep, loadSweepTrials } from '../../src/rfc2544/load-sweep.js';
import { simulate } from '../../src/rfc2544/simulated-device.js';
import { conductOn } from './conducting.js';

const shape = { frameSize: bytes(64), duration: seconds(2) };
const goal = { offeredLoads: [pps(30_000), pps(10_000), pps(20_000)], repeats: 2 };

describe('load sweep', () => {
  it('offers each load in the order given, with its repeats', () => {
    const { result, requests } = conductOn(
      simulate({ capacity: pps(15_000) }),
      loadSweep(shape, goal),
    );
    expect(requests.map(({ intendedLoad }) => intendedLoad)).toEqual([
      30_000, 30_000, 10_000, 10_000, 20_000, 20_000,
    ]);
    expect(requests).toHaveLength(loadSweepTrials(goal));
    expect(requests.every(({ duration, frameSize }) => duration === 2e9 && frameSize === 64)).toBe(
      true,
    );
    expect(result).toEqual({
      test: 'load-sweep',
      loads: [
        { intendedLoad: 30_000, trials: [1, 2] },
        { intendedLoad: 10_000, trials: [3, 4] },
        { intendedLoad: 20_000, trials: [5, 6] },
      ],
    });
  });

  it('keeps invalid trials, does them over, and does not repeat a load it cannot offer', () => {
    const device = simulate({ capacity: pps(15_000), generatorLimit: pps(25_000) });
    const { result } = conductOn(device, loadSweep(shape, goal));
    expect(result.loads.map(({ trials }) => trials)).toEqual([
      [1, 2, 3],
      [4, 5],
      [6, 7],
    ]);
  });

  it('does nothing over when no retry is allowed', () => {
    const device = simulate({ capacity: pps(15_000), generatorLimit: pps(25_000) });
    const { result } = conductOn(device, loadSweep(shape, goal, 0));
    expect(result.loads[0]?.trials).toEqual([1]);
  });
});
