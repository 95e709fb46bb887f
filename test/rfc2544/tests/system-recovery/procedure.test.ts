import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes, milliseconds, nanoseconds, pps, seconds } from '../../../../src/model/units.js';
import {
  simulate,
  type SimulatedDevice,
} from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import {
  systemRecovery,
  systemRecoveryTrials,
} from '../../../../src/rfc2544/tests/system-recovery/procedure.js';
import { conductOn } from '../../conducting.js';

const goal = {
  frameRate: pps(1_488_095),
  throughput: pps(700_000),
  overload: seconds(60),
  observation: seconds(60),
  repeats: 3,
};
const device = { capacity: goal.throughput, recoveryTime: milliseconds(40) };

const onDevice = (simulated: SimulatedDevice, asked = goal) =>
  conductOn(simulate(simulated), systemRecovery(bytes(64), asked));

describe('system recovery', () => {
  it('offers 110 % of the throughput, then half of that, in one trial', () => {
    const { requests, result } = onDevice(device);
    expect(requests).toHaveLength(systemRecoveryTrials(goal));
    const [request] = requests;
    expect(request?.intendedLoad).toBeCloseTo(770_000);
    expect(request?.duration).toBe(60e9);
    expect(request?.secondLoad?.intendedLoad).toBeCloseTo(385_000);
    expect(request?.secondLoad?.duration).toBe(60e9);
    expect(result.overloadLoad).toBeCloseTo(770_000);
    expect(result.reducedLoad).toBeCloseTo(385_000);
  });

  it('offers no more than the media carries', () => {
    const { requests } = onDevice(device, { ...goal, frameRate: pps(750_000) });
    expect(requests[0]?.intendedLoad).toBe(750_000);
  });

  it("finds any device's recovery time, to the time between two frames", () => {
    const cases = fc.record({
      throughput: fc.integer({ min: 1_000, max: 1_400_000 }).map(pps),
      recoveryTime: fc.integer({ min: 0, max: 50e9 }).map(nanoseconds),
      bufferDepth: fc.integer({ min: 0, max: 50 }),
      overloadPenalty: fc.constantFrom(0, 0.3, 1, 5),
    });
    fc.assert(
      fc.property(cases, ({ throughput, ...known }) => {
        const { result } = onDevice({ capacity: throughput, ...known }, { ...goal, throughput });
        if (result.outcome.state !== 'measured') throw new Error(result.outcome.state);
        const gap = 1e9 / Number(result.reducedLoad);
        for (const time of result.outcome.times) {
          expect(time).toBeLessThanOrEqual(known.recoveryTime + 1);
          expect(time).toBeGreaterThan(known.recoveryTime - gap - 1);
        }
        expect(result.outcome.lowerBoundOnly).toBe(0);
        expect(result.outcome.trials).toEqual([1, 2, 3]);
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);

  it.each([60, 61, 600])('reports that %i s was not observed to its end', (length) => {
    const { result } = onDevice({ ...device, recoveryTime: seconds(length) });
    expect(result.outcome).toMatchObject({ state: 'measured', lowerBoundOnly: 3 });
  });

  it('reports that a device that always loses some never recovers', () => {
    const { result } = onDevice({ ...device, lossFloor: 0.001 });
    expect(result.outcome).toMatchObject({ state: 'measured', lowerBoundOnly: 3 });
  });

  it('counts from when the load was really changed, and says how accurately that is known', () => {
    const healthy = simulate(device);
    const late = (request: Parameters<typeof healthy>[0]) => {
      const result = healthy(request);
      const { lastLoss, loadChange } = result;
      if (loadChange === undefined || lastLoss == null) throw new Error('no load was changed');
      const [before, after] = [loadChange.before + 90e6, loadChange.before + 100e6];
      return {
        ...result,
        lastLoss: nanoseconds(lastLoss + 100e6),
        loadChange: { ...loadChange, before: nanoseconds(before), after: nanoseconds(after) },
      };
    };
    const { result } = conductOn(late, systemRecovery(bytes(64), goal));
    if (result.outcome.state !== 'measured') throw new Error(result.outcome.state);
    const gap = 1e9 / Number(result.reducedLoad);
    expect(Math.abs(result.outcome.average - 40e6)).toBeLessThanOrEqual(gap + 1);
    expect(Math.abs(result.outcome.accuracy - 10e6 - gap)).toBeLessThanOrEqual(1);
  });

  it('says so if the overload is none', () => {
    const { result, trials } = onDevice({ ...device, capacity: pps(2e6) });
    expect(result.outcome).toEqual({ state: 'not-overloaded' });
    expect(trials).toHaveLength(1);
  });

  it('blames the testbed when it cannot offer the overload', () => {
    const { result } = onDevice({ ...device, generator: { limit: pps(750_000) } });
    expect(result.outcome).toMatchObject({
      state: 'undecided',
      causes: [{ code: 'generator-fell-behind' }],
    });
  });

  it('fails if the measurer does not report when frames were lost', () => {
    const healthy = simulate(device);
    const counting = (request: Parameters<typeof healthy>[0]) => {
      const { lastLoss, ...rest } = healthy(request);
      expect(lastLoss).toBeDefined();
      return rest;
    };
    expect(() => conductOn(counting, systemRecovery(bytes(64), goal))).toThrow(
      /does not report when the last frame was lost/,
    );
  });

  it('refuses zero repeats', () => {
    expect(() => onDevice(device, { ...goal, repeats: 0 })).toThrow(RangeError);
  });
});
