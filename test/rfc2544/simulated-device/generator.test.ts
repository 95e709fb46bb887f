import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offeredLoad, type TrialResult } from '../../../src/model/trial.js';
import { bytes, pps, seconds, type Pps } from '../../../src/model/units.js';
import { PRESETS } from '../../../src/rfc2544/search/mlrsearch/goal.js';
import type { SearchGoal } from '../../../src/rfc2544/search/mlrsearch/result-schema.js';
import type { SimulatedGenerator } from '../../../src/rfc2544/simulated-device/generator.js';
import { simulate } from '../../../src/rfc2544/simulated-device/simulated-device.js';
import { backToBack } from '../../../src/rfc2544/tests/back-to-back/procedure.js';
import { frameLossRate } from '../../../src/rfc2544/tests/frame-loss-rate/procedure.js';
import { foundByMlrSearch } from '../../../src/rfc2544/tests/mlrsearch/found.js';
import { multipleLossRatio } from '../../../src/rfc2544/tests/mlrsearch/procedure.js';
import { foundByThroughput } from '../../../src/rfc2544/tests/throughput/found.js';
import { throughput } from '../../../src/rfc2544/tests/throughput/procedure.js';
import { systemRecovery } from '../../../src/rfc2544/tests/system-recovery/procedure.js';
import { conductOn, type Conducted } from '../conducting.js';
import { pacingOfStreams } from '../pacing.js';

// Whatever a generator does, no result claims a load that was not offered, nor one above what the
// device forwards.

const LINE = pps(1_488_095);
const shape = { frameSize: bytes(64), duration: seconds(1) };
const range = { minimumLoad: pps(1_000), maximumLoad: LINE, resolution: 0.005 };

/** 4 % slow above 1 Mpps, before a device that forwards 1.3 Mpps. */
const SLOW = {
  capacity: pps(1_300_000),
  generator: { slow: { above: pps(1_000_000), by: 0.04 } },
};
/** Ends a little below the line rate, before a device that forwards a little more. */
const ENDING = { capacity: pps(1_450_000), generator: { limit: pps(1_420_000) } };

/** The most that was offered in trials in which no frame was lost. */
const mostLossFree = ({ trials }: Pick<Conducted<unknown>, 'trials'>): number =>
  Math.max(
    0,
    ...trials
      .map(({ result }): TrialResult => result)
      .filter(({ counts }) => counts.receivedBySink === counts.offered)
      .map(offeredLoad),
  );

const search = (device: Parameters<typeof simulate>[0]) =>
  conductOn(simulate(device), throughput(shape, range));
const mlrSearch = (
  device: Parameters<typeof simulate>[0],
  goals: readonly SearchGoal[] = [PRESETS['csit-ndr']],
) => conductOn(simulate(device), multipleLossRatio(bytes(64), { goals, range }));

describe('a generator that is slower than intended', () => {
  it('limits a throughput to what it offered', () => {
    const { result } = search(SLOW);
    if (result.outcome.state !== 'limited') throw new Error(result.outcome.state);
    const { lower, upper } = result.outcome;
    expect(lower.offeredLoad).toBeGreaterThan(990_000);
    expect(lower.offeredLoad).toBeLessThanOrEqual(1_000_000);
    expect(upper.causes[0]?.code).toBe('generator-fell-behind');
    expect(upper.mostOffered).toBeLessThan(upper.load * 0.9975);
    expect(foundByThroughput(result)).toEqual({ state: 'found', load: lower.load });
  });

  it('makes a goal of mlrsearch irregular, with the most that it offers', () => {
    const { result } = mlrSearch(SLOW, [PRESETS.rfc2544, PRESETS['csit-pdr']]);
    for (const goal of result.goals) {
      expect(goal).toMatchObject({ state: 'irregular', reason: 'load-not-measurable' });
      if (goal.state !== 'irregular' || goal.reason !== 'load-not-measurable') continue;
      expect(goal.lower?.offeredLoad).toBeLessThanOrEqual(1_000_000);
      expect(goal.mostOffered).toBeLessThan(goal.load);
    }
    const found = foundByMlrSearch(result);
    expect(found?.state === 'found' ? found.load : Infinity).toBeLessThanOrEqual(1_000_000);
  });
});

describe('a generator that ends below the line rate', () => {
  it('gives a lower bound that was offered, not the line rate', () => {
    const { result } = search(ENDING);
    if (result.outcome.state !== 'limited') throw new Error(result.outcome.state);
    const { offeredLoad: offered } = result.outcome.lower;
    expect(offered).toBeLessThanOrEqual(1_420_000);
    expect(offered).toBeGreaterThan(1_420_000 * 0.99);
    const [goal] = mlrSearch(ENDING).result.goals;
    expect(goal).toMatchObject({ state: 'irregular', reason: 'load-not-measurable' });
    expect(goal && 'lower' in goal ? goal.lower?.offeredLoad : Infinity).toBeLessThanOrEqual(
      1_420_000,
    );
  });

  it('leaves out loads of a frame loss rate test that it does not offer', () => {
    const { result } = conductOn(
      simulate(ENDING),
      frameLossRate(shape, { maximumLoad: LINE, step: 0.1 }),
    );
    expect(result.loads[0]).toMatchObject({ intendedLoad: LINE, decided: false, figures: null });
    expect(result.loads[1]).toMatchObject({ decided: true });
  });

  it('fills no buffer if bursts come no faster than they are forwarded', () => {
    const goal = { frameRate: LINE, throughput: pps(1_419_000), longestBurst: 100_000, step: 1 };
    const { result } = conductOn(simulate(ENDING), backToBack(bytes(64), { ...goal, repeats: 3 }));
    expect(result.outcome).toMatchObject({
      state: 'undecided',
      causes: [{ code: 'generator-fell-behind' }],
    });
  });

  it('overloads nothing in a test of system recovery', () => {
    const goal = { frameRate: LINE, throughput: pps(1_419_000), repeats: 1 };
    const times = { overload: seconds(1), observation: seconds(1) };
    const { result } = conductOn(
      simulate(ENDING),
      systemRecovery(bytes(64), { ...goal, ...times }),
    );
    expect(result.outcome).toMatchObject({
      state: 'undecided',
      causes: [{ code: 'generator-fell-behind' }],
    });
  });
});

const load = (min: number, max: number) => fc.integer({ min, max }).map(pps);
const generators: fc.Arbitrary<SimulatedGenerator> = fc.record(
  {
    limit: load(500, 2_000_000),
    slow: fc.record({
      above: load(1, 1_500_000),
      by: fc.double({ min: 0, max: 0.5, noNaN: true }),
    }),
    streams: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: [] },
);
const devices = fc.record({
  capacity: load(0, 2_000_000),
  overloadPenalty: fc.constantFrom(0, 0.5, 1),
  generator: generators,
});

/** A rate is known to twelve digits, and whole frames are counted in a trial of 1 s. */
const claims = (claimed: Pps, capacity: Pps, conducted: Conducted<unknown>): void => {
  expect(claimed).toBeLessThanOrEqual(mostLossFree(conducted) * (1 + 1e-11));
  expect(claimed).toBeLessThanOrEqual(capacity + 1);
};

describe('bounds of whole frames a second', () => {
  const narrow = { minimumLoad: pps(100), maximumLoad: pps(2_000), resolution: 0.001 };
  const full = { ...PRESETS['csit-ndr'], durationSum: seconds(1) };

  it('that are wider than requested are not regular', () => {
    const device = { capacity: pps(999.5) };
    const { result } = conductOn(
      simulate(device),
      multipleLossRatio(bytes(64), { goals: [full], range: { ...narrow, resolution: 0.0005 } }),
    );
    expect(result.goals[0]).toMatchObject({
      state: 'irregular',
      reason: 'wider-than-asked',
      lower: { load: 999 },
      upper: { load: 1_000 },
    });
  });

  it('are within the width if they are regular', () => {
    const capacities = fc.integer({ min: 300, max: 1_900 }).map((frames) => pps(frames + 0.5));
    fc.assert(
      fc.property(capacities, (capacity) => {
        const { result } = conductOn(
          simulate({ capacity }),
          multipleLossRatio(bytes(64), { goals: [full], range: narrow }),
        );
        const [goal] = result.goals;
        if (goal?.state === 'regular') {
          expect(1 - goal.lower.load / goal.upper.load).toBeLessThanOrEqual(0.001 + 1e-9);
          expect(goal.upper.load).toBeGreaterThanOrEqual(1_000);
        } else {
          expect(goal).toMatchObject({ reason: 'wider-than-asked' });
          expect(capacity).toBeLessThan(1_000);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('whatever a generator offers', () => {
  it('a throughput is no more than that, nor than what the device forwards', () => {
    fc.assert(
      fc.property(devices, (device) => {
        const pacing = pacingOfStreams(device.generator.streams ?? 1);
        const conducted = conductOn(simulate(device), throughput({ ...shape, pacing }, range));
        const { outcome } = conducted.result;
        if (!('lower' in outcome)) return;
        claims(outcome.lower.offeredLoad, device.capacity, conducted);
        const found = foundByThroughput(conducted.result);
        if (found.state === 'found') claims(found.load, device.capacity, conducted);
      }),
      { numRuns: 300 },
    );
  });

  it('a lower bound of mlrsearch is no more than that, nor than what the device forwards', () => {
    fc.assert(
      fc.property(devices, (device) => {
        const conducted = mlrSearch(device);
        for (const goal of conducted.result.goals) {
          if (!('lower' in goal) || goal.lower === null) continue;
          claims(goal.lower.offeredLoad, device.capacity, conducted);
          claims(goal.lower.conditionalThroughput, device.capacity, conducted);
        }
        const found = foundByMlrSearch(conducted.result);
        if (found?.state === 'found') claims(found.load, device.capacity, conducted);
      }),
      { numRuns: 60 },
    );
  });

  it('a buffer is no larger than that of the device', () => {
    const throughputs = fc.integer({ min: 100_000, max: 1_400_000 }).map(pps);
    const depths = fc.integer({ min: 1, max: 1_000 });
    fc.assert(
      fc.property(throughputs, depths, generators, (capacity, bufferDepth, generator) => {
        const goal = { frameRate: LINE, throughput: capacity, longestBurst: 50_000, step: 1 };
        const { result } = conductOn(
          simulate({ capacity, bufferDepth, generator }),
          backToBack(bytes(64), { ...goal, repeats: 1 }),
        );
        const { outcome } = result;
        if (outcome.state !== 'measured' || outcome.lowerBoundOnly > 0) return;
        const { offeredLoad: rate = 0 } = outcome;
        const frames = (outcome.correctedBufferTime * rate) / 1e9;
        // Allow for the step, and for whole frames.
        const forwarded = 1 - capacity / rate;
        expect(frames).toBeLessThanOrEqual(bufferDepth + 2 + forwarded);
        expect(frames).toBeGreaterThanOrEqual(bufferDepth - 2 - forwarded);
      }),
      { numRuns: 200 },
    );
  });
});
