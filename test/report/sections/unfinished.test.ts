import { describe, expect, it } from 'vitest';
import { bytes, nanoseconds, pps } from '../../../src/model/units.js';
import { reportOf } from '../../../src/report/report.js';
import type { RunRecord, TrialRecord } from '../../../src/results/schema.js';
import { runRecord, trialRecord } from '../../results/record.js';

const search = { dataPlane: 'napi-macvlan', procedure: 1, test: 'throughput' } as const;
const fellBehind = { code: 'generator-fell-behind', detail: 'offered 18000 of 20000' } as const;
const invalid = { validity: { state: 'invalid', reasons: [fellBehind] } } as const;
const swept = [1, 2, 3, 4, 5].map((sequence) => trialRecord(sequence, [10_000, 10_000]));
const trials = [
  ...swept,
  { ...trialRecord(6, [20_000, 15_000]), ...search },
  { ...trialRecord(7, [15_000, 100], invalid), ...search },
  { ...trialRecord(8, [15_000, 15_000]), ...search },
];
const interrupted: RunRecord = {
  ...runRecord,
  state: { state: 'interrupted' },
  results: runRecord.results.slice(0, 1),
};

const rows = (run: RunRecord, all: readonly TrialRecord[]) => {
  const { sections } = reportOf(run, all, { folder: 'x' });
  const [block] = sections.find(({ id }) => id === 'unfinished')?.blocks ?? [];
  return block?.kind === 'table' ? block.rows : undefined;
};

describe('trials of a procedure that did not end', () => {
  it.each([
    { state: 'interrupted' } as const,
    { state: 'running' } as const,
    { state: 'failed', message: 'gone' } as const,
  ])('are in the report of a run that is %j', (state) => {
    expect(rows({ ...interrupted, state }, trials)).toEqual([
      ['napi-macvlan', 64, 20_000, 20_000, 15_000, 0.25, 1, 1, 5_000],
      ['napi-macvlan', 64, 15_000, 15_000, 15_000, 0, 1, 2, 0],
    ]);
  });

  it('are none if every trial belongs to a result', () => {
    expect(rows(runRecord, trials)).toBeUndefined();
  });

  it.each([
    ['frame size', { frameSize: bytes(128), intendedLoad: pps(10_000) }],
    ['length', { frameSize: bytes(64), intendedLoad: pps(20_000) }],
  ])('are told apart by %s', (_, request) => {
    const other = { request: { ...request, duration: nanoseconds(2e9) } };
    const left = [...trials, { ...trialRecord(9, [20_000, 20_000], other), ...search }];
    expect(rows(interrupted, left)).toHaveLength(3);
  });

  it('include those of an ended procedure at another frame size', () => {
    const request = { frameSize: bytes(128), intendedLoad: pps(1000), duration: nanoseconds(1e9) };
    const left = [...swept, trialRecord(6, [1000, 1000], { request })];
    expect(rows(interrupted, left)?.map((row) => row.slice(0, 2))).toEqual([
      ['softnet-macvlan', 128],
    ]);
  });
});
