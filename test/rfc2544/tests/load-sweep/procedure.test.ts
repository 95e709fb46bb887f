import { describe, expect, it } from 'vitest';
import { bytes, pps, seconds } from '../../../../src/model/units.js';
import { loadSweep, loadSweepTrials } from '../../../../src/rfc2544/tests/load-sweep/procedure.js';
import { simulate } from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import { conductOn } from '../../conducting.js';

const shape = { frameSize: bytes(64), duration: seconds(2) };
const goal = { intendedLoads: [pps(30_000), pps(10_000), pps(20_000)], repeats: 2 };

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
    expect(result).toMatchObject({
      test: 'load-sweep',
      loads: [
        { intendedLoad: 30_000, trials: [1, 2] },
        { intendedLoad: 10_000, trials: [3, 4] },
        { intendedLoad: 20_000, trials: [5, 6] },
      ],
    });
  });

  it('keeps invalid trials, repeats them, and does not repeat a load it cannot offer', () => {
    const device = simulate({ capacity: pps(15_000), generator: { limit: pps(25_000) } });
    const { result } = conductOn(device, loadSweep(shape, goal));
    expect(result.loads.map(({ trials }) => trials)).toEqual([
      [1, 2, 3],
      [4, 5],
      [6, 7],
    ]);
  });

  it('runs all trials in a random order that the seed gives again, grouped as asked', () => {
    const order = (seed: number) => {
      const device = simulate({ capacity: pps(15_000) });
      const asked = { ...goal, repeats: 4, order: 'random' as const, seed };
      const { result, requests } = conductOn(device, loadSweep(shape, asked));
      expect(requests).toHaveLength(loadSweepTrials(asked));
      const loads = requests.map(({ intendedLoad }) => intendedLoad);
      expect(result.loads.map(({ intendedLoad }) => intendedLoad)).toEqual(goal.intendedLoads);
      for (const { intendedLoad, trials } of result.loads) {
        const ran = loads.flatMap((load, index) => (load === intendedLoad ? [index + 1] : []));
        expect(trials).toEqual(ran);
        expect(trials).toHaveLength(4);
      }
      return loads;
    };
    expect(order(1)).toEqual(order(1));
    expect(order(1)).not.toEqual(order(2));
    expect(order(1)).not.toEqual(order(1).toSorted((one, other) => one - other));
  });

  it('does not return to a load it cannot offer, in whatever order', () => {
    const device = simulate({ capacity: pps(15_000), generator: { limit: pps(25_000) } });
    const asked = { ...goal, repeats: 5, order: 'random' as const };
    const { result } = conductOn(device, loadSweep(shape, asked));
    expect(result.loads.map(({ trials }) => trials.length)).toEqual([3, 5, 5]);
  });

  it('repeats nothing when no retry is allowed', () => {
    const device = simulate({ capacity: pps(15_000), generator: { limit: pps(25_000) } });
    const { result } = conductOn(device, loadSweep(shape, goal, 0));
    expect(result.loads[0]?.trials).toEqual([1]);
  });
});
