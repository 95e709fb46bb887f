import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineRate, MINIMUM_FRAME } from '../../../src/model/frame.js';
import type { TrialResult } from '../../../src/model/trial.js';
import { pps } from '../../../src/model/units.js';
import { calibrate } from '../../../src/rfc2544/calibration/calibrate.js';
import { CALIBRATION_TRIALS } from '../../../src/rfc2544/calibration/trial-counts.js';
import { scripted, tester, took, valid } from './testers.js';

const GIGABIT = lineRate(MINIMUM_FRAME, 1e9);
const PLAN = { frameSize: MINIMUM_FRAME, lineRate: GIGABIT };
const never = new AbortController().signal;

describe('calibrate', () => {
  it('finds that a tester carries the line rate by one trial, and measures latency by another', async () => {
    const found = await calibrate(tester(2e6, 2e6), PLAN, never);
    expect(found).toMatchObject({ load: 1_488_095, limit: 'link', latency: null });
    expect(found.trials.map(({ intendedLoad }) => intendedLoad)).toEqual([1_488_095, 148_809]);
    expect(found.trials).toHaveLength(CALIBRATION_TRIALS.cable.least);
  });

  it('names what ended the search, not the limit of an earlier trial', async () => {
    const fellBehind = { code: 'generator-fell-behind', detail: 'slow' } as const;
    const behind = { validity: { state: 'invalid', reasons: [fellBehind] } } as const;
    const lossy = {
      counts: {
        ...{ intended: 1_000, offered: 1_000, receivedByDut: null, forwarded: null },
        receivedBySink: 999,
      },
    };
    const limit = async (...outcomes: readonly Partial<TrialResult>[]) =>
      (await calibrate(scripted(...outcomes, { validity: valid }), PLAN, never)).limit;
    expect(await limit(lossy, behind)).toBe('generator');
    expect(await limit(behind, lossy)).toBe('sink');
    const paused = { code: 'pause-frames', detail: 'port gen1' } as const;
    expect(await limit({ validity: { state: 'invalid', reasons: [paused] } })).toBe('sink');
  });

  it('has no latency that the clocks cannot tell from 0', async () => {
    const latencyOf = async (minimum: number, bound: number) =>
      (await calibrate(scripted({ latency: took(minimum, bound) }), PLAN, never)).latency;
    expect(await latencyOf(6_000, 5_000)).toMatchObject({
      minimum: 6_000,
      p50: 9_000,
      p99: 30_000,
    });
    expect(await latencyOf(5_000, 5_000)).toMatchObject({ minimum: null, p50: 9_000, p99: 30_000 });
    expect(await latencyOf(0, 0)).toMatchObject({
      minimum: null,
      p50: 9_000,
      clocks: { bound: 0 },
    });
    expect(await latencyOf(0, 9_500)).toMatchObject({ minimum: null, p50: null, p99: 30_000 });
  });

  it('measures latency again if it was disturbed', async () => {
    const flapped = { code: 'link-flapped', detail: 'port gen1' } as const;
    const disturbed = { validity: { state: 'invalid', reasons: [flapped] } } as const;
    const latency = took(8_000, 0);
    const again = await calibrate(scripted({}, disturbed, { latency }), PLAN, never);
    expect(again.latency).toMatchObject({ minimum: 8_000 });
    expect(again.trials).toHaveLength(3);
    const hopeless = await calibrate(scripted({}, disturbed), PLAN, never);
    expect(hopeless).toMatchObject({ load: 1_488_095, latency: null });
    expect(hopeless.trials.length).toBeLessThanOrEqual(CALIBRATION_TRIALS.cable.most);
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
      [],
    ]);
  });

  it('finds nothing if every trial is disturbed, or nothing arrives', async () => {
    const none = { load: null, limit: null, latency: null };
    expect(await calibrate(tester(2e6, 2e6, 99), PLAN, never)).toMatchObject(none);
    expect(await calibrate(tester(2e6, 0), PLAN, never)).toMatchObject(none);
  });
});
