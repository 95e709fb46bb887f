import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes, pps, seconds } from '../../../../src/model/units.js';
import {
  simulate,
  type SimulatedDevice,
} from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import {
  throughput,
  throughputTrials,
} from '../../../../src/rfc2544/tests/throughput/procedure.js';
import { conductOn } from '../../conducting.js';

const shape = { frameSize: bytes(64), duration: seconds(1) };
const gigabit = { minimumLoad: pps(9_001), maximumLoad: pps(1_488_095), resolution: 0.005 };

const onDevice = (device: SimulatedDevice, range = gigabit, options = {}) =>
  conductOn(simulate(device), throughput(shape, range, options));

const load = (least: number, most: number) => fc.integer({ min: least, max: most }).map(pps);

const ranges = fc
  .tuple(load(1, 2_000_000), load(1, 2_000_000), fc.double({ min: 0.001, max: 0.5, noNaN: true }))
  .map(([one, other, resolution]) => ({
    minimumLoad: pps(Math.min(one, other)),
    maximumLoad: pps(Math.max(one, other)),
    resolution,
  }));

const devices = fc.record({
  capacity: load(0, 2_500_000),
  overloadPenalty: fc.constantFrom(0, 0.3, 1, 5),
});

describe('throughput', () => {
  it('encloses the capacity of a noiseless device, within the resolution, inside the range', () => {
    fc.assert(
      fc.property(devices, ranges, fc.option(load(1, 2_500_000)), (device, range, startAt) => {
        const { result, requests } = onDevice(device, range, startAt === null ? {} : { startAt });
        expect(requests.length).toBeLessThanOrEqual(throughputTrials(range));
        const loads = requests.map(({ intendedLoad }) => intendedLoad);
        expect(Math.min(...loads)).toBeGreaterThanOrEqual(range.minimumLoad);
        expect(Math.max(...loads)).toBeLessThanOrEqual(range.maximumLoad);
        const { outcome } = result;
        if (outcome.state === 'found') {
          const { lower, upper } = outcome;
          expect(lower.load).toBeLessThanOrEqual(device.capacity);
          expect(upper.load).toBeGreaterThan(device.capacity);
          expect(upper.load - lower.load).toBeLessThanOrEqual(
            Math.max(1, upper.load * range.resolution) + 1e-6,
          );
        } else if (outcome.state === 'maximum') {
          expect(device.capacity).toBeGreaterThanOrEqual(range.maximumLoad);
        } else {
          expect(outcome.state).toBe('zero');
          expect(device.capacity).toBeLessThan(range.minimumLoad);
        }
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);

  it('ends whatever a device answers, on neighbours that were tried', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 64 }),
        (fractions) => {
          const healthy = simulate({ capacity: pps(2e6) });
          const { requests, result } = conductOn(
            (request, sequence) => {
              const ended = healthy(request);
              const { offered } = ended.counts;
              const fraction = fractions[sequence] ?? 0;
              const receivedBySink = fraction > 0.5 ? offered : Math.floor(offered * fraction);
              return { ...ended, counts: { ...ended.counts, receivedBySink } };
            },
            throughput(shape, gigabit),
          );
          expect(requests.length).toBeLessThanOrEqual(throughputTrials(gigabit));
          const { outcome } = result;
          if (outcome.state !== 'found') return;
          const { lower, upper } = outcome;
          expect(upper.load - lower.load).toBeLessThanOrEqual(upper.load * gigabit.resolution);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('takes one trial when the maximum is free of loss', () => {
    const { result, trials } = onDevice({ capacity: gigabit.maximumLoad });
    expect(trials).toHaveLength(1);
    expect(result.outcome).toEqual({
      state: 'maximum',
      lower: { load: 1_488_095, offeredLoad: 1_488_095, trial: 1 },
    });
  });

  it('needs few trials if the device forwards at its capacity under overload', () => {
    const { trials } = onDevice({ capacity: pps(700_000) });
    expect(trials.length).toBeLessThanOrEqual(4);
  });

  it('gives 0 for a device that forwards nothing', () => {
    const { result } = onDevice({ capacity: pps(0) });
    expect(result.outcome).toMatchObject({
      state: 'zero',
      upper: { reason: 'loss', load: 9_001 },
    });
  });

  it('starts at what is known', () => {
    const { requests } = onDevice({ capacity: pps(700_000), overloadPenalty: 1 }, gigabit, {
      startAt: pps(701_000),
    });
    expect(requests[0]?.intendedLoad).toBeLessThanOrEqual(701_000);
    expect(requests.length).toBeLessThanOrEqual(4);
  });

  it('blames the testbed, not the device, for loads the generator cannot offer', () => {
    const { result, trials } = onDevice({
      capacity: pps(1_000_000),
      generator: { limit: pps(400_000) },
    });
    expect(result.outcome).toMatchObject({
      state: 'limited',
      upper: { mostOffered: 400_000, causes: [{ code: 'generator-fell-behind' }] },
    });
    if (result.outcome.state !== 'limited') return;
    expect(result.outcome.lower.offeredLoad).toBeLessThanOrEqual(400_000);
    const { upper } = result.outcome;
    expect(upper.load).toBeGreaterThan(400_000);
    expect(upper.load).toBeLessThanOrEqual(403_100);
    expect(trials.filter(({ result: r }) => r.request.intendedLoad === upper.load)).toHaveLength(3);
  });

  it('is undecided when not even the minimum can be offered', () => {
    const { result } = onDevice({ capacity: pps(1_000_000), generator: { limit: pps(5_000) } });
    expect(result.outcome).toMatchObject({ state: 'undecided', upper: { load: 9_001 } });
  });

  it('takes the valid trial that follows invalid ones', () => {
    const device = simulate({ capacity: pps(2e6) });
    const { result, trials } = conductOn(
      (request, sequence) => {
        const reasons = [{ code: 'sink-dropped' as const, detail: '3 frames' }];
        const ended = device(request);
        return sequence < 3 ? { ...ended, validity: { state: 'invalid', reasons } } : ended;
      },
      throughput(shape, gigabit),
    );
    expect(trials).toHaveLength(3);
    expect(result.outcome).toMatchObject({ state: 'maximum', lower: { trial: 3 } });
  });

  it('does not take a trial without frames for one without loss', () => {
    const range = { minimumLoad: pps(0.2), maximumLoad: pps(0.5), resolution: 0.1 };
    const { result } = onDevice({ capacity: pps(1_000) }, range);
    expect(result.outcome).toMatchObject({
      state: 'undecided',
      upper: { causes: [{ code: 'frames-not-offered' }] },
    });
  });

  it.each([
    [{ minimumLoad: pps(2), maximumLoad: pps(1), resolution: 0.1 }, /no load lies between/],
    [{ minimumLoad: pps(0), maximumLoad: pps(1), resolution: 0.1 }, /no load lies between/],
    [{ minimumLoad: pps(1), maximumLoad: pps(2), resolution: 0 }, /resolution/],
    [{ minimumLoad: pps(1), maximumLoad: pps(2), resolution: 1 }, /resolution/],
  ])('refuses the range %j', (range, message) => {
    expect(() => onDevice({ capacity: pps(1) }, range)).toThrow(message);
  });
});
