import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameLossRatio } from '../../../../src/model/trial.js';
import { bytes, pps, seconds } from '../../../../src/model/units.js';
import {
  frameLossRate,
  frameLossRateTrials,
} from '../../../../src/rfc2544/tests/frame-loss-rate/procedure.js';
import {
  simulate,
  type SimulatedDevice,
} from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import { conductOn } from '../../conducting.js';

const shape = { frameSize: bytes(64), duration: seconds(1) };
const goal = { maximumLoad: pps(1_000), step: 0.1 };

const onDevice = (device: SimulatedDevice, asked = goal) =>
  conductOn(simulate(device), frameLossRate(shape, asked));

describe('frame loss rate', () => {
  it('starts at the maximum and ends with two successive loads free of loss', () => {
    const { result, trials } = onDevice({ capacity: pps(750) });
    expect(result.loads.map(({ intendedLoad }) => intendedLoad)).toEqual([
      1_000, 900, 800, 700, 600,
    ]);
    expect(trials.map((trial) => frameLossRatio(trial.result) > 0)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(result.endedLossFree).toBe(true);
  });

  it('takes two trials if nothing is lost', () => {
    expect(onDevice({ capacity: pps(2_000) }).trials).toHaveLength(2);
  });

  it('ends at the lowest load where frames are always lost', () => {
    const { result } = onDevice({ capacity: pps(2_000), lossFloor: 0.5 });
    expect(result.loads).toHaveLength(frameLossRateTrials(goal));
    expect(result.endedLossFree).toBe(false);
  });

  it('skips loads that the generator cannot offer', () => {
    const { result } = onDevice({ capacity: pps(2_000), generator: { limit: pps(850) } });
    expect(result.loads.map(({ decided }) => decided)).toEqual([false, false, true, true]);
    expect(result.loads.map(({ trials }) => trials.length)).toEqual([3, 3, 1, 1]);
  });

  it('always ends, inside the range, in the requested steps', () => {
    const steps = fc.double({ min: 0.01, max: 0.1, noNaN: true });
    const capacities = fc.integer({ min: 0, max: 1_500 }).map(pps);
    fc.assert(
      fc.property(capacities, steps, (capacity, step) => {
        const asked = { maximumLoad: pps(1_000), step };
        const { result } = onDevice({ capacity }, asked);
        const loads = result.loads.map(({ intendedLoad }) => intendedLoad);
        expect(loads[0]).toBe(1_000);
        expect(Math.min(...loads)).toBeGreaterThan(0);
        expect(loads.length).toBeLessThanOrEqual(frameLossRateTrials(asked));
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);

  it.each([0, 0.11])('refuses a step of %d', (step) => {
    expect(() => onDevice({ capacity: pps(1) }, { ...goal, step })).toThrow(/at most 10 %/);
  });
});
