import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrialResult } from '../../../../src/model/trial.js';
import { bytes, nanoseconds, pps, seconds } from '../../../../src/model/units.js';
import {
  latency,
  mostLatencyTrials,
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
    expect(requests).toHaveLength(goal.repeats);
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
            span: {
              stampedBy: 'hardware',
              serialization: { state: 'subtracted', input: 0, output: 0 },
            },
            repeats: { asked: 3, measured: 3, lost: 0, limit: 6 },
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

  it('tries a lost frame again: the mean over as many as were asked for, within that of their bounds', () => {
    const { result } = conductOn(
      tagging([10, 1], undefined, [13, 4]),
      latency(shape, { ...goal, repeats: 2 }),
    );
    expect(result.outcome).toMatchObject({
      times: [10, 13],
      average: 12,
      averageBounds: { atLeast: 9, atMost: 14 },
      clocks: { kind: 'ping-pong', bound: 4 },
      repeats: { asked: 2, measured: 2, lost: 1, limit: 4 },
      trials: [1, 2, 3],
    });
  });

  it('makes exactly as many repeats as were asked for, or says that the limit was reached', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 25 }),
        fc.array(fc.boolean(), { minLength: 50, maxLength: 50 }),
        (repeats, arrives) => {
          const frames = arrives.map((each) => (each ? ([10, 1] as const) : undefined));
          const asked = { ...goal, repeats };
          const { result, requests } = conductOn(tagging(...frames), latency(shape, asked));
          const { outcome } = result;
          if (outcome.state !== 'measured' && outcome.state !== 'lost')
            throw new Error('no frames');
          const counted = outcome.repeats;
          const made = arrives.slice(0, requests.length);
          expect(counted).toEqual({
            asked: repeats,
            measured: made.filter(Boolean).length,
            lost: made.filter((each) => !each).length,
            limit: mostLatencyTrials(asked),
          });
          expect(outcome.state === 'measured' ? outcome.times.length : 0).toBe(counted?.measured);
          if (counted?.measured !== repeats) expect(requests).toHaveLength(2 * repeats);
        },
      ),
    );
  });

  it('has no value if every tagged frame was lost, and no definition', () => {
    const { result, requests } = conductOn(tagging(), latency(shape, goal));
    expect(requests).toHaveLength(40);
    expect(result.definition).toBeNull();
    expect(result.outcome).toEqual({
      state: 'lost',
      repeats: { asked: 20, measured: 0, lost: 40, limit: 40 },
    });
  });

  it.each([
    ['hardware', 'store-and-forward'],
    ['handler', 'driver-to-sink-less-serialization'],
    ['mixed', 'driver-to-sink-less-serialization'],
  ] as const)('is by RFC 1242 only where the sink stamps so: %s', (stampedBy, definition) => {
    const input = nanoseconds(576);
    const stamped = (request: Parameters<typeof healthy>[0]): TrialResult => {
      const result = healthy(request);
      if (result.latency?.state !== 'measured') throw new Error('not timed');
      const serialization = { state: 'subtracted' as const, input, output: nanoseconds(512) };
      return { ...result, latency: { ...result.latency, span: { stampedBy, serialization } } };
    };
    expect(conductOn(stamped, latency(shape, goal)).result.definition).toBe(definition);
  });

  it('has the definition that all repeats meet', () => {
    const once = (request: Parameters<typeof healthy>[0], sequence: number): TrialResult => {
      const result = healthy(request);
      if (sequence !== 2 || result.latency?.state !== 'measured') return result;
      const { span, ...unknown } = result.latency;
      expect(span?.stampedBy).toBe('hardware');
      return { ...result, latency: unknown };
    };
    expect(conductOn(once, latency(shape, goal)).result.definition).toBe('driver-to-sink');
  });

  it('blames the testbed when it cannot offer the throughput', () => {
    const { result } = onDevice({ ...device, generator: { limit: pps(600_000) } });
    expect(result.outcome).toMatchObject({
      state: 'undecided',
      causes: [{ code: 'generator-fell-behind' }],
    });
  });

  it('fails if the measurer reports no latency', () => {
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
