import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrialResult } from '../../../../src/model/trial.js';
import { bytes, nanoseconds, pps, seconds } from '../../../../src/model/units.js';
import {
  latency,
  latencyTrials,
  type LatencyGoal,
} from '../../../../src/rfc2544/tests/latency/procedure.js';
import {
  simulate,
  type SimulatedDevice,
} from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import { conductOn } from '../../conducting.js';

const shape = { frameSize: bytes(64), duration: seconds(120) };
const goal: LatencyGoal = { throughput: pps(700_000), tagAfter: seconds(60), repeats: 20 };
const device = { capacity: goal.throughput, latency: nanoseconds(16_384) };

const onDevice = (simulated: SimulatedDevice, asked = goal) =>
  conductOn(simulate(simulated), latency(shape, asked));

describe('latency', () => {
  it('asks for one tagged frame at the throughput, 20 times', () => {
    const { requests } = onDevice(device);
    expect(requests).toHaveLength(latencyTrials(goal));
    expect(requests[0]).toEqual({ ...shape, intendedLoad: 700_000, tagAfter: 60e9 });
  });

  it("finds any device's latency, and says by which definition", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }).map(nanoseconds), (known) => {
        const { result } = onDevice({ ...device, latency: known }, { ...goal, repeats: 3 });
        expect(result).toEqual({
          test: 'latency',
          definition: 'store-and-forward',
          load: 700_000,
          outcome: {
            state: 'measured',
            times: [known, known, known],
            average: known,
            minimum: known,
            maximum: known,
            averageBounds: { atLeast: known, atMost: known },
            clocks: { kind: 'one-clock', bound: 0 },
            lost: 0,
            trials: [1, 2, 3],
          },
        });
      }),
    );
  });

  const healthy = simulate(device);
  const clocks = (bound: number) => ({ kind: 'ping-pong' as const, bound: nanoseconds(bound) });
  /** Trials whose tagged frame took so long, within that; undefined was lost. */
  const tagging =
    (...all: readonly (readonly [time: number, within: number] | undefined)[]) =>
    (request: Parameters<typeof healthy>[0], sequence: number): TrialResult => {
      const [time, within] = all[sequence - 1] ?? [];
      const tagged =
        time === undefined || within === undefined
          ? null
          : {
              value: nanoseconds(time),
              atLeast: nanoseconds(time - within),
              atMost: nanoseconds(time + within),
            };
      const latency = { state: 'measured' as const, clocks: clocks(within ?? 0), tagged };
      return { ...healthy(request), latency };
    };

  it('is the mean over the tagged frames that arrived, within the mean of their bounds', () => {
    const { result } = conductOn(
      tagging([10, 1], undefined, [13, 4]),
      latency(shape, { ...goal, repeats: 3 }),
    );
    expect(result.outcome).toMatchObject({
      times: [10, 13],
      average: 12,
      averageBounds: { atLeast: 9, atMost: 14 },
      clocks: { kind: 'ping-pong', bound: 4 },
      lost: 1,
      trials: [1, 2, 3],
    });
  });

  it('has no value where every tagged frame was lost', () => {
    const { result } = conductOn(tagging(), latency(shape, goal));
    expect(result.outcome).toEqual({ state: 'lost' });
  });

  it('blames the testbed when it cannot offer the throughput', () => {
    const { result } = onDevice({ ...device, generator: { limit: pps(600_000) } });
    expect(result.outcome).toMatchObject({
      state: 'undecided',
      causes: [{ code: 'generator-fell-behind' }],
    });
  });

  it('fails where the measurer reports no latency', () => {
    const counting = (request: Parameters<typeof healthy>[0]) => {
      const { latency: told, ...rest } = healthy(request);
      expect(told).toBeDefined();
      return rest;
    };
    expect(() => conductOn(counting, latency(shape, goal))).toThrow(
      /does not report the latency of the tagged frame/,
    );
  });

  it.each([{ repeats: 0 }, { tagAfter: seconds(120) }])('refuses %j', (change) => {
    expect(() => onDevice(device, { ...goal, ...change })).toThrow(RangeError);
  });
});
