import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineRate, MINIMUM_FRAME } from '../../../src/model/frame.js';
import type { InvalidReason, TrialOutcome } from '../../../src/model/trial.js';
import { nanoseconds, pps, seconds } from '../../../src/model/units.js';
import { calibrate } from '../../../src/rfc2544/calibration/calibrate.js';
import type { Measurer } from '../../../src/rfc2544/measurer.js';

const GIGABIT = lineRate(MINIMUM_FRAME, 1e9);
const PLAN = { frameSize: MINIMUM_FRAME, lineRate: GIGABIT };
const never = new AbortController().signal;

/** A tester that sends and receives at most so many frames a second; its first trials are disturbed. */
const tester = (generator: number, sink: number, disturbed = 0): Measurer => {
  let left = disturbed;
  return {
    measure: (request): Promise<TrialOutcome> => {
      const { intendedLoad, duration } = request;
      const intended = Math.round((intendedLoad * duration) / 1e9);
      const slower = intendedLoad > generator;
      const offeredDuration = slower
        ? nanoseconds(Math.round((intended / generator) * 1e9))
        : duration;
      const most = Math.floor((sink * offeredDuration) / 1e9);
      const reasons: InvalidReason[] = [
        ...(slower ? [{ code: 'generator-fell-behind', detail: 'slow' } as const] : []),
        ...(left > 0 ? [{ code: 'link-flapped', detail: 'port gen1' } as const] : []),
      ];
      left -= 1;
      return Promise.resolve({
        request,
        counts: {
          ...{ intended, offered: intended, receivedByDut: null, forwarded: null },
          receivedBySink: Math.min(intended, most),
        },
        ...{ offeredDuration, losses: [], unlocated: 0 },
        validity: reasons.length === 0 ? { state: 'valid' } : { state: 'invalid', reasons },
        timing: { wall: seconds(1), traffic: seconds(1), settling: nanoseconds(0) },
      });
    },
  };
};

describe('calibrate', () => {
  it('finds that a tester carries the line rate, by one trial', async () => {
    const found = await calibrate(tester(2e6, 2e6), PLAN, never);
    expect(found).toMatchObject({ load: 1_488_095, limit: 'link', latency: null });
    expect(found.trials).toHaveLength(1);
  });

  it('finds what a generator offers, and what a sink receives', async () => {
    expect(await calibrate(tester(9e5, 2e6), PLAN, never)).toMatchObject({ limit: 'generator' });
    expect(await calibrate(tester(2e6, 7e5), PLAN, never)).toMatchObject({ limit: 'sink' });
    expect(await calibrate(tester(9e5, 7e5), PLAN, never)).toMatchObject({ limit: 'sink' });
  });

  it('never finds more than both carry, and little less', async () => {
    const capacity = fc.integer({ min: 1_000, max: 3_000_000 });
    await fc.assert(
      fc.asyncProperty(capacity, capacity, async (generator, sink) => {
        const { load } = await calibrate(tester(generator, sink), PLAN, never);
        const carried = Math.min(generator, sink, GIGABIT);
        expect(load).toBeLessThanOrEqual(carried);
        expect(load).toBeGreaterThanOrEqual(carried * 0.9);
      }),
    );
  });

  it('concludes nothing from a trial that was disturbed, and records it', async () => {
    const found = await calibrate(tester(2e6, 2e6, 2), PLAN, never);
    expect(found.load).toBe(pps(1_488_095));
    expect(found.trials.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([
      ['link-flapped'],
      ['link-flapped'],
      [],
    ]);
  });

  it('finds nothing where every trial is disturbed, or nothing arrives', async () => {
    const none = { load: null, limit: null, latency: null };
    expect(await calibrate(tester(2e6, 2e6, 99), PLAN, never)).toMatchObject(none);
    expect(await calibrate(tester(2e6, 0), PLAN, never)).toMatchObject(none);
  });
});
