import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes, inSeconds, pps } from '../../../../src/model/units.js';
import {
  backToBack,
  backToBackTrials,
} from '../../../../src/rfc2544/tests/back-to-back/procedure.js';
import {
  simulate,
  type SimulatedDevice,
} from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import { conductOn } from '../../conducting.js';

const goal = {
  frameRate: pps(1_000_000),
  throughput: pps(750_000),
  longestBurst: 100_000,
  step: 1,
  repeats: 3,
};
const device = { capacity: goal.throughput, bufferDepth: 512 };

const onDevice = (simulated: SimulatedDevice, asked = goal) =>
  conductOn(simulate(simulated), backToBack(bytes(64), asked));

describe('back-to-back frames', () => {
  it("finds the device's buffer", () => {
    const { result, trials } = onDevice(device);
    // While 2048 frames come, three quarters are forwarded and 512 fill the buffer.
    expect(result.outcome).toMatchObject({
      state: 'measured',
      lengths: [2_048, 2_048, 2_048],
      lowerBoundOnly: 0,
      average: 2_048,
      standardDeviation: 0,
      impliedBufferTime: 2_048_000,
      correctedBufferTime: 512_000,
    });
    expect(trials.length).toBeLessThanOrEqual(12);
  });

  it('finds any buffer, to the step', () => {
    const cases = fc.record({
      throughput: fc.integer({ min: 0, max: 800_000 }).map(pps),
      bufferDepth: fc.integer({ min: 1, max: 1_000 }),
      step: fc.integer({ min: 1, max: 16 }),
    });
    fc.assert(
      fc.property(cases, ({ throughput, bufferDepth, step }) => {
        const asked = { ...goal, throughput, step, longestBurst: 6_000 };
        const { result, trials } = onDevice({ capacity: throughput, bufferDepth }, asked);
        expect(trials.length).toBeLessThanOrEqual(backToBackTrials(asked));
        if (result.outcome.state !== 'measured') throw new Error(result.outcome.state);
        const frames = inSeconds(result.outcome.correctedBufferTime) * asked.frameRate;
        // One frame for whole frames, and the step.
        expect(Math.abs(frames - bufferDepth)).toBeLessThanOrEqual(1 + step);
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);

  it('reports that even the longest burst passed', () => {
    const { result } = onDevice({ ...device, bufferDepth: 1e6 });
    expect(result.outcome).toMatchObject({
      lengths: [100_000, 100_000, 100_000],
      lowerBoundOnly: 3,
    });
  });

  it('gives 0 for a device that loses frames of any burst', () => {
    const { result } = onDevice({ ...device, lossFloor: 0.5 });
    expect(result.outcome).toMatchObject({ state: 'measured', average: 0, impliedBufferTime: 0 });
  });

  it('does not apply if the throughput is the frame rate', () => {
    const { result, trials } = onDevice(device, { ...goal, throughput: goal.frameRate });
    expect(result.outcome).toEqual({
      state: 'not-applicable',
      reason: 'the throughput is the frame rate: no buffer fills',
    });
    expect(trials).toHaveLength(0);
  });

  it('gives the buffer also for bursts below line rate, and records their rate', () => {
    const { result } = onDevice({ ...device, generator: { limit: pps(900_000) } });
    // While 3072 frames come at 900 kpps, 2560 are forwarded and 512 fill the buffer.
    expect(result.outcome).toMatchObject({ frameRate: 1_000_000, average: 3_072 });
    if (result.outcome.state !== 'measured') throw new Error(result.outcome.state);
    const { offeredLoad = 0, correctedBufferTime } = result.outcome;
    expect(offeredLoad).toBeCloseTo(900_000, 2);
    expect((correctedBufferTime * offeredLoad) / 1e9).toBeCloseTo(512, 2);
  });

  it('blames the testbed when bursts come no faster than they are forwarded', () => {
    const { result } = onDevice({ ...device, generator: { limit: pps(751_000) } });
    expect(result.outcome).toMatchObject({
      state: 'undecided',
      burst: 100_000,
      causes: [{ code: 'generator-fell-behind' }],
    });
  });

  it.each([{ step: 0 }, { step: 1.5 }, { step: 200_000 }, { repeats: 0 }])(
    'refuses %j',
    (change) => {
      expect(() => onDevice(device, { ...goal, ...change })).toThrow(RangeError);
    },
  );
});
