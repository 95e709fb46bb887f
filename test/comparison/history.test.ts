import { describe, expect, it } from 'vitest';
import { historyOf, type HistoryRun } from '../../src/comparison/history.js';
import { driftingRun, EMULATED, type DriftingRun } from './drifting-runs.js';

const runOn = (testbed: string, index: number, setting: Omit<DriftingRun, 'seed'>): HistoryRun => {
  const { run } = driftingRun({ repeats: 3, ...setting, seed: index + 1 });
  const started = new Date(Date.UTC(2026, 0, index + 1)).toISOString();
  return { run: { ...run, runId: `run-${index}`, started, testbed } };
};

const runs = (length: number, rateOf: (index: number) => number, testbed = 'lab', setting = {}) =>
  Array.from({ length }, (_, index) =>
    runOn(testbed, index, { rate: rateOf(index), dataPlanes: ['napi-macvlan'], ...setting }),
  );

const RATE = { quantity: 'forwarding-rate' } as const;

describe('historyOf', () => {
  it('names the run in which a figure changed', () => {
    const [series, ...others] = historyOf(
      runs(20, (index) => (index < 12 ? 700_000 : 660_000)),
      RATE,
    );
    expect(others).toEqual([]);
    expect(series?.points).toHaveLength(20);
    expect(series?.changes.map(({ runId, verdict }) => [runId, verdict])).toEqual([
      ['run-12', 'regressed'],
    ]);
  });

  it('finds no change in equal runs, or in too few', () => {
    const [equal] = historyOf(
      runs(30, () => 700_000),
      RATE,
    );
    expect(equal?.changes).toEqual([]);
    const [few] = historyOf(
      runs(3, (index) => 700_000 - 100_000 * index),
      RATE,
    );
    expect([few?.changes, few?.enough]).toEqual([[], false]);
  });

  it('treats every difference in instruction time as a change', () => {
    const environment = { kind: 'instruction-time' };
    const [series] = historyOf(
      runs(3, (index) => 700_000 + (index === 2 ? 1 : 0), 'lab', { environment, noise: 0 }),
      RATE,
    );
    expect(series?.changes.map(({ runId, verdict }) => [runId, verdict])).toEqual([
      ['run-2', 'improved'],
    ]);
  });

  it('does not mix testbeds or kinds of environment', () => {
    const all = [
      ...runs(5, () => 700_000, 'one'),
      ...runs(5, () => 300_000, 'other'),
      ...runs(5, () => 100_000, 'one', { environment: EMULATED }),
    ];
    const found = historyOf(all, RATE);
    expect(found.map(({ testbed, changes }) => [testbed, changes.length])).toEqual([
      ['one', 0],
      ['other', 0],
      ['one', 0],
    ]);
  });

  it('applies the filter', () => {
    const all = runs(2, () => 700_000);
    expect(historyOf(all, { test: 'throughput' })).toEqual([]);
    expect(historyOf(all, { dataPlane: 'macvlan' })).toEqual([]);
    expect(historyOf(all).map(({ quantity }) => quantity)).toEqual([
      'maximum-forwarding-rate',
      'forwarding-rate',
      'loss-ratio',
    ]);
  });
});
