import { describe, expect, it } from 'vitest';
import { judgeThresholds } from '../../src/comparison/thresholds.js';
import { bytes, pps } from '../../src/model/units.js';
import type { RunRecord } from '../../src/results/schema.js';
import { driftingRun } from './drifting-runs.js';

const { run, trials } = driftingRun({ seed: 1, noise: 0, loads: [500_000, 1_000_000], repeats: 2 });
const asked: RunRecord['asked'] = {
  ...{ dataPlanes: ['softnet-macvlan', 'napi-macvlan'], modifiers: ['none'] },
  ...{ frameSizes: [bytes(64)], procedures: [] },
};

type Threshold = NonNullable<RunRecord['thresholds']>[number];

const judged = (threshold: Partial<Threshold>, change: Partial<RunRecord> = {}) => {
  const given: Threshold = {
    ...{ test: 'load-sweep', dataPlane: 'napi-macvlan', quantity: 'maximum-forwarding-rate' },
    ...{ limit: 'at-least', value: 700_000 },
    ...threshold,
  };
  const [found] = judgeThresholds({ ...run, asked, thresholds: [given], ...change }, trials);
  return found && [found.met, found.value, found.because];
};

describe('judgeThresholds', () => {
  it('compares the figure with its limit, which is allowed', () => {
    expect(judged({})).toEqual([true, 700_000, undefined]);
    expect(judged({ value: 700_001 })).toEqual([false, 700_000, undefined]);
    expect(judged({ limit: 'at-most' })).toEqual([true, 700_000, undefined]);
    expect(judged({ limit: 'at-most', value: 699_999 })).toEqual([false, 700_000, undefined]);
  });

  it('applies to every load, or to a specific one', () => {
    const loss = { quantity: 'loss-ratio', limit: 'at-most', value: 0.1 } as const;
    expect(judged(loss)?.[0]).toBe(false);
    expect(judged({ ...loss, load: pps(500_000) })).toEqual([true, 0, undefined]);
  });

  it('is missed if the figure was not measured, and says so', () => {
    expect(judged({ dataPlane: 'macvlan' })).toEqual([false, null, 'not measured: 64 bytes']);
    expect(judged({ frameSize: bytes(128) })).toEqual([false, null, 'not measured: 128 bytes']);
    const more = { ...asked, frameSizes: [bytes(64), bytes(1518)] };
    expect(judged({}, { asked: more })).toEqual([false, null, 'not measured: 1518 bytes']);
    expect(judged({}, { results: [] })?.[2]).toContain('not measured');
    expect(judged({ load: pps(1), quantity: 'forwarding-rate' })?.[2]).toContain('not measured');
  });

  it('adds up the unlocated frames of all trials', () => {
    const most = { quantity: 'unlocated', limit: 'at-most', value: 0 } as const;
    expect(judged(most)).toEqual([true, 0, undefined]);
    const open = trials.map((trial) => ({
      ...trial,
      figures: trial.figures && { ...trial.figures, unlocated: -2 },
    }));
    const threshold: Threshold = { test: 'load-sweep', dataPlane: 'napi-macvlan', ...most };
    const [found] = judgeThresholds({ ...run, asked, thresholds: [threshold] }, open);
    expect(found).toMatchObject({ met: false, value: 8 });
  });

  it('returns nothing for a run without thresholds', () => {
    expect(judgeThresholds(run, trials)).toEqual([]);
  });
});
