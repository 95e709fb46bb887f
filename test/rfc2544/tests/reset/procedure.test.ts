import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes, nanoseconds, pps, seconds } from '../../../../src/model/units.js';
import {
  reset,
  resetTrials,
  type ResetGoal,
} from '../../../../src/rfc2544/tests/reset/procedure.js';
import {
  simulate,
  type SimulatedDevice,
} from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import { conductOn } from '../../conducting.js';

const shape = { frameSize: bytes(64), duration: seconds(60) };
const goal: ResetGoal = {
  kind: 'module-reload',
  throughput: pps(700_000),
  after: seconds(10),
  repeats: 3,
};
const device = { capacity: goal.throughput, resetTime: seconds(2.5) };

const onDevice = (simulated: SimulatedDevice, asked: ResetGoal = goal) =>
  conductOn(simulate(simulated), reset(shape, asked));

describe('reset', () => {
  it('resets the device under its throughput, and takes the frames lost for the time', () => {
    const { requests, result } = onDevice(device);
    expect(requests).toHaveLength(resetTrials(goal));
    expect(requests[0]).toEqual({
      ...shape,
      intendedLoad: 700_000,
      reset: { kind: 'module-reload', after: 10e9 },
    });
    expect(result).toEqual({
      test: 'reset',
      kind: 'module-reload',
      load: 700_000,
      outcome: {
        state: 'measured',
        times: [2.5e9, 2.5e9, 2.5e9],
        average: 2.5e9,
        minimum: 2.5e9,
        maximum: 2.5e9,
        lowerBoundOnly: 0,
        interrupted: 0,
        accuracy: 1_429,
        trials: [1, 2, 3],
      },
    });
  });

  it("finds any device's reset time, to the time between two frames", () => {
    const cases = fc.record({
      throughput: fc.integer({ min: 1_000, max: 1_400_000 }).map(pps),
      resetTime: fc.integer({ min: 0, max: 49e9 }).map(nanoseconds),
      after: fc.integer({ min: 0, max: 10e9 }).map(nanoseconds),
      bufferDepth: fc.integer({ min: 0, max: 5_000 }),
    });
    fc.assert(
      fc.property(cases, ({ throughput, resetTime, after, bufferDepth }) => {
        const simulated = { capacity: throughput, resetTime, bufferDepth };
        const { result } = onDevice(simulated, { ...goal, throughput, after });
        if (result.outcome.state !== 'measured') throw new Error(result.outcome.state);
        for (const time of result.outcome.times) {
          expect(Math.abs(time - resetTime)).toBeLessThanOrEqual(1e9 / throughput + 1);
        }
        expect(result.outcome.lowerBoundOnly).toBe(0);
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);

  it('reports that the device did not come back during the trial', () => {
    const { result } = onDevice({ ...device, resetTime: seconds(50) });
    expect(result.outcome).toMatchObject({ times: [50e9, 50e9, 50e9], lowerBoundOnly: 3 });
  });

  it("takes the sink's timestamps as a second method, if it has them", () => {
    const simulated = simulate(device);
    const stamped = (request: Parameters<typeof simulated>[0]) => {
      const result = simulated(request);
      if (result.reset === undefined) throw new Error('nothing was reset');
      return { ...result, reset: { ...result.reset, longestGap: seconds(2.6) } };
    };
    const { result } = conductOn(stamped, reset(shape, goal));
    expect(result.outcome).toMatchObject({
      average: 2.5e9,
      byTimeStamps: { times: [2.6e9, 2.6e9, 2.6e9], average: 2.6e9 },
    });
  });

  describe("if the generator's link was down", () => {
    const load = pps(1_000);
    const simulated = simulate({ capacity: load });
    const asked = { ...goal, kind: 'reboot' as const, throughput: load, repeats: 1 };
    /** The DUT was down from 10 s on; the link from 10.1 s to 22.7 s, and the generator until 23 s. */
    const interrupted =
      (course: object, restartedAt: number | null = 23) =>
      (request: Parameters<typeof simulated>[0]) => {
        const result = simulated(request);
        if (result.reset === undefined) throw new Error('nothing was reset');
        const end = restartedAt ?? 60;
        const sending = 60 - (end - 10.1);
        const offered = Math.round(1_000 * sending);
        const interruptions = [
          {
            stoppedAt: seconds(10.1),
            carrierAt: restartedAt === null ? null : seconds(22.7),
            restartedAt: restartedAt === null ? null : seconds(restartedAt),
          },
        ];
        return {
          ...result,
          counts: { ...result.counts, intended: offered, offered, receivedBySink: offered - 100 },
          offeredDuration: seconds(sending),
          reset: { ...result.reset, interruptions, ...course },
        };
      };
    const outcomeOf = (course: object, restartedAt?: number | null) =>
      conductOn(interrupted(course, restartedAt), reset(shape, asked)).result.outcome;

    it("takes the sink's silence, which may be too long by the generator's delay", () => {
      const stamped = { recovered: true, longestGap: seconds(13), longestGapError: seconds(0.3) };
      expect(outcomeOf(stamped)).toMatchObject({
        times: [13e9],
        interrupted: 1,
        accuracy: 0.301e9,
        lowerBoundOnly: 0,
      });
    });

    it('counts both parts and the time without frames if the sink takes no times', () => {
      expect(outcomeOf({ recovered: undefined })).toMatchObject({
        // 100 frames lost, and 12.9 s in which none could be.
        times: [13e9],
        accuracy: 0.551e9,
        lowerBoundOnly: 0,
      });
    });

    it('has a lower bound if the link did not come back', () => {
      expect(outcomeOf({ recovered: false, longestGap: seconds(2) }, null)).toMatchObject({
        times: [50e9],
        lowerBoundOnly: 1,
      });
    });
  });

  it('takes a time for a lower bound if counts leave open when frames were lost', () => {
    const counting = (resetTime: number) => {
      const simulated = simulate({ ...device, resetTime: seconds(resetTime) });
      return (request: Parameters<typeof simulated>[0]) => {
        const result = simulated(request);
        const { startedAt = seconds(0), finishedAt = seconds(0) } = result.reset ?? {};
        return { ...result, reset: { startedAt, finishedAt } };
      };
    };
    const lowerBoundOnly = (resetTime: number) =>
      conductOn(counting(resetTime), reset(shape, goal)).result.outcome;
    expect(lowerBoundOnly(20)).toMatchObject({ lowerBoundOnly: 0 });
    expect(lowerBoundOnly(26)).toMatchObject({ lowerBoundOnly: 3 });
  });

  it('blames the testbed when it cannot offer the throughput', () => {
    const { result } = onDevice({ ...device, generator: { limit: pps(600_000) } });
    expect(result.outcome).toMatchObject({
      state: 'undecided',
      causes: [{ code: 'generator-fell-behind' }],
    });
  });

  it.each([{ repeats: 0 }, { after: seconds(60) }])('refuses %j', (change) => {
    expect(() => onDevice(device, { ...goal, ...change })).toThrow(RangeError);
  });
});
