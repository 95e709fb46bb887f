import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  frameLossRatio,
  type InvalidReason,
  type TrialRequest,
} from '../../../../../src/model/trial.js';
import { bytes, pps, seconds, type Pps } from '../../../../../src/model/units.js';
import { checkGoals, PRESETS } from '../../../../../src/rfc2544/search/mlrsearch/goal.js';
import type { SearchGoal } from '../../../../../src/rfc2544/search/mlrsearch/result-schema.js';
import {
  mlrSearch,
  type MlrSearchPlan,
} from '../../../../../src/rfc2544/search/mlrsearch/mlrsearch.js';
import {
  simulate,
  type SimulatedDevice,
} from '../../../../../src/rfc2544/simulated-device/simulated-device.js';
import { conductOn } from '../../../../rfc2544/conducting.js';

const frameSize = bytes(64);
const gigabit = { minimumLoad: pps(9_001), maximumLoad: pps(1_488_095), resolution: 0.005 };
const { rfc2544, tst009, 'csit-ndr': csitNdr, 'csit-pdr': csitPdr } = PRESETS;

const onDevice = (device: SimulatedDevice, plan: Partial<MlrSearchPlan> = {}) =>
  conductOn(simulate(device), mlrSearch(frameSize, { goals: [rfc2544], range: gigabit, ...plan }));

const load = (least: number, most: number) => fc.integer({ min: least, max: most }).map(pps);

const ranges = fc
  .tuple(load(1, 2_000_000), load(1, 2_000_000), fc.double({ min: 0.002, max: 0.5, noNaN: true }))
  .map(([one, other, resolution]) => ({
    minimumLoad: pps(Math.min(one, other)),
    maximumLoad: pps(Math.max(one, other)),
    resolution,
  }));

// Whole seconds, whole frames and whole penalties: a loss ratio is the same at any length.
const devices = fc.record({
  capacity: load(0, 2_500_000),
  overloadPenalty: fc.constantFrom(0, 1, 5),
});

const goals: fc.Arbitrary<SearchGoal[]> = fc
  .array(
    fc
      .record({
        finals: fc.constantFrom(1, 2, 60),
        trials: fc.integer({ min: 1, max: 4 }),
        lossRatio: fc.constantFrom(0, 0.005, 0.1),
        exceedRatio: fc.constantFrom(0, 0.2, 0.5),
      })
      .map(({ finals, trials, lossRatio, exceedRatio }) => ({
        finalDuration: seconds(finals),
        durationSum: seconds(finals * trials),
        lossRatio,
        exceedRatio,
        initialDuration: seconds(1),
      })),
    { minLength: 1, maxLength: 3 },
  )
  .map((some) => some.map((goal, index) => ({ ...goal, name: `goal ${index}` })));

const highLoss = (device: SimulatedDevice, intendedLoad: Pps, goal: SearchGoal): boolean =>
  frameLossRatio(simulate(device)({ frameSize, intendedLoad, duration: goal.finalDuration })) >
  goal.lossRatio;

describe('multiple loss ratio search', () => {
  it('encloses what a noiseless device can do, within the width, inside the range', () => {
    const orders = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
    fc.assert(
      fc.property(devices, ranges, goals, orders, (device, range, some, order) => {
        const { result, requests } = onDevice(device, { goals: some, range });
        // The goals may be given in any order.
        const shuffled = order.flatMap((index) => some[index] ?? []);
        const again = onDevice(device, { goals: shuffled, range }).result;
        const names = again.map(({ goal }) => goal.name);
        expect(some.map(({ name }) => again[names.indexOf(name)])).toEqual(result);
        const loads = requests.map(({ intendedLoad }) => intendedLoad);
        expect(Math.min(...loads)).toBeGreaterThanOrEqual(range.minimumLoad);
        expect(Math.max(...loads)).toBeLessThanOrEqual(range.maximumLoad);
        expect(result.map(({ goal }) => goal)).toEqual(some);
        for (const found of result) {
          const { goal } = found;
          if (found.state === 'regular' || found.reason === 'wider-than-asked') {
            const { lower, upper } = found;
            expect(highLoss(device, lower.load, goal)).toBe(false);
            expect(highLoss(device, upper.load, goal)).toBe(true);
            const width = upper.load - lower.load;
            const asked = upper.load * range.resolution + 1e-6;
            // If it is wider, no other traffic lies between: whole frames, whole nanoseconds.
            const closest = Math.max(2, (2 * upper.load ** 2) / 1e9);
            if (found.state === 'regular') expect(width).toBeLessThanOrEqual(asked);
            else expect(width).toBeGreaterThan(asked - 2e-6);
            expect(width).toBeLessThanOrEqual(Math.max(closest, asked));
            expect(lower.conditionalThroughput).toBeLessThanOrEqual(lower.load);
          } else if (found.reason === 'maximum-load-holds') {
            expect(highLoss(device, range.maximumLoad, goal)).toBe(false);
          } else {
            expect(found.reason).toBe('minimum-load-fails');
            expect(highLoss(device, range.minimumLoad, goal)).toBe(true);
          }
        }
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);

  it('ends whatever a device answers, also with invalid trials', () => {
    const reasons: readonly InvalidReason[] = [{ code: 'sink-dropped', detail: '3 frames' }];
    const answers = fc.array(fc.double({ min: 0, max: 1.4, noNaN: true }), { minLength: 50 });
    fc.assert(
      fc.property(answers, goals, (fractions, some) => {
        const healthy = simulate({ capacity: pps(2e6) });
        const answer = (request: TrialRequest, sequence: number) => {
          const ended = healthy(request);
          const fraction = fractions[sequence % fractions.length] ?? 0;
          if (fraction > 1.3) return { ...ended, validity: { state: 'invalid' as const, reasons } };
          const receivedBySink = Math.floor(ended.counts.offered * Math.min(1, fraction));
          return { ...ended, counts: { ...ended.counts, receivedBySink } };
        };
        const plan = { goals: some, range: gigabit };
        const { result } = conductOn(answer, mlrSearch(frameSize, plan), 50_000);
        expect(result).toHaveLength(some.length);
        for (const found of result) {
          if (found.state !== 'regular') continue;
          expect(found.lower.load).toBeLessThan(found.upper.load);
          expect(found.upper.load - found.lower.load).toBeLessThanOrEqual(
            found.upper.load * gigabit.resolution,
          );
        }
      }),
      { numRuns: 1_000 },
    );
  }, 60_000);

  it('settles the bounds of RFC 2544 with one full-length trial at the lower one', () => {
    const { result, trials, requests } = onDevice({ capacity: pps(700_000) });
    expect(requests.filter(({ duration }) => duration === seconds(60))).toHaveLength(1);
    const [found] = result;
    expect(found).toMatchObject({ state: 'regular', goal: rfc2544 });
    if (found?.state !== 'regular') return;
    expect(found.lower.conditionalThroughput).toBe(found.lower.load);
    for (const sequence of [...found.lower.trials, ...found.upper.trials]) {
      const request = trials[sequence - 1]?.result.request;
      expect([found.lower.load, found.upper.load]).toContain(request?.intendedLoad);
    }
  });

  it('finds the partial-drop rate above the no-drop rate', () => {
    const { result } = onDevice({ capacity: pps(700_000) }, { goals: [csitPdr, csitNdr] });
    const [pdr, ndr] = result;
    if (pdr?.state !== 'regular' || ndr?.state !== 'regular') throw new Error('irregular');
    expect(pdr.goal.name).toBe('CSIT PDR');
    expect(pdr.lower.load).toBeLessThanOrEqual(700_000 / 0.995);
    expect(pdr.upper.load).toBeGreaterThan(700_000 / 0.995);
    expect(pdr.lower.conditionalThroughput).toBeLessThanOrEqual(700_000);
    expect(pdr.lower.conditionalThroughput).toBeGreaterThanOrEqual(ndr.lower.load);
  });

  it('tolerates one lossy full-length trial of two with TST009, and none with RFC 2544', () => {
    const device = simulate({ capacity: pps(2e6) });
    const unlucky = (goal: SearchGoal) => {
      let full = 0;
      return conductOn(
        (request) => {
          const ended = device(request);
          if (request.duration === seconds(60)) full += 1;
          if (full !== 1 || request.duration !== seconds(60)) return ended;
          const receivedBySink = ended.counts.offered - 1;
          return { ...ended, counts: { ...ended.counts, receivedBySink } };
        },
        mlrSearch(frameSize, { goals: [goal], range: gigabit }),
      ).result[0];
    };
    expect(unlucky(tst009)).toMatchObject({ reason: 'maximum-load-holds' });
    expect(unlucky(rfc2544)).toMatchObject({ state: 'regular', upper: { load: 1_488_095 } });
  });

  it('marks what a goal lacks', () => {
    expect(onDevice({ capacity: pps(2e6) }).result[0]).toMatchObject({
      state: 'irregular',
      reason: 'maximum-load-holds',
      lower: { load: 1_488_095, conditionalThroughput: 1_488_095 },
    });
    expect(onDevice({ capacity: pps(0) }).result[0]).toMatchObject({
      state: 'irregular',
      reason: 'minimum-load-fails',
      upper: { load: 9_001 },
    });
    const limited = { capacity: pps(1e6), generator: { limit: pps(400_000) } };
    const [found] = onDevice(limited).result;
    expect(found).toMatchObject({
      reason: 'load-not-measurable',
      causes: [{ code: 'generator-fell-behind' }],
    });
    if (found?.state !== 'irregular' || found.reason !== 'load-not-measurable') return;
    expect(found.load).toBeGreaterThan(400_000);
    expect(found.lower?.load).toBeLessThanOrEqual(400_000);
    expect(found.lower?.load).toBeGreaterThan(397_000);
  });

  it('begins where the answer is expected', () => {
    const { requests, result } = onDevice(
      { capacity: pps(700_000), overloadPenalty: 1 },
      { startAt: pps(705_000) },
    );
    expect(requests[0]?.intendedLoad).toBeLessThanOrEqual(705_000);
    expect(result[0]).toMatchObject({ state: 'regular' });
  });
});

describe('search goals', () => {
  it('takes every preset', () => {
    expect(() => {
      checkGoals(Object.values(PRESETS));
    }).not.toThrow();
  });

  it.each([
    [{ durationSum: seconds(30) }, /'RFC 2544': the duration sum, 30 s, must not be below/],
    [{ lossRatio: 1 }, /loss ratio must be in \[0, 1\), got 1/],
    [{ exceedRatio: -0.1 }, /exceed ratio must be in/],
    [{ finalDuration: seconds(0) }, /final trial duration must be above 0/],
    [{ initialDuration: seconds(61) }, /initial trial duration/],
  ])('refuses %j', (change, message) => {
    const goal = { ...rfc2544, ...change };
    expect(() => onDevice({ capacity: pps(1) }, { goals: [goal] })).toThrow(message);
  });

  it('refuses none, and two of one name', () => {
    expect(() => onDevice({ capacity: pps(1) }, { goals: [] })).toThrow(/at least one goal/);
    expect(() => onDevice({ capacity: pps(1) }, { goals: [rfc2544, rfc2544] })).toThrow(
      /same name/,
    );
  });
});
