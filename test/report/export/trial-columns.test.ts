import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { columnTable, TRIAL_COLUMNS } from '../../../src/report/export/trial-columns.js';
import type { TrialRecord } from '../../../src/results/schema.js';
import { brokenRecord, runRecord, trialRecord } from '../../results/record.js';

const rowOf = (trial: TrialRecord) =>
  Object.fromEntries(TRIAL_COLUMNS.map(({ name, valueOf }) => [name, valueOf(trial, runRecord)]));

describe('the columns of the table of trials', () => {
  it('have unique names, and a meaning each', () => {
    const names = TRIAL_COLUMNS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(TRIAL_COLUMNS.filter(({ meaning }) => meaning === '')).toEqual([]);
    expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
  });

  it('have the results of a trial', () => {
    expect(rowOf(trialRecord(7, [10_000, 9_000]))).toMatchObject({
      run_id: runRecord.runId,
      trial: 7,
      purpose: 'measurement',
      valid: 1,
      invalid_reasons: '',
      frame_size_bytes: 64,
      offered_frames: 10_000,
      received_by_sink_frames: 9_000,
      forwarding_rate_pps: 9_000,
      loss_ratio: expect.closeTo(0.1, 10) as unknown,
      lost_backlog_queue_frames: 1_000,
      lost_ingress_nic_frames: 0,
      unlocated_frames: 0,
      tagged_latency_ns: null,
    });
  });

  it('have no figures for a broken trial, and say why', () => {
    expect(rowOf(brokenRecord(2))).toMatchObject({
      valid: 0,
      invalid_reasons: 'connection-lost',
      offered_frames: null,
      loss_ratio: null,
      lost_backlog_queue_frames: null,
    });
  });

  it.each([
    [{ warmUp: true }, 'warm-up'],
    [{ diagnosis: true }, 'diagnosis'],
  ] as const)('say what a trial of %j was for', (more, purpose) => {
    const { result } = trialRecord(1, [1, 1]);
    const trial = trialRecord(1, [1, 1], { request: { ...result.request, ...more } });
    expect(rowOf(trial)).toMatchObject({ purpose });
  });

  it('stand in docs/results.md with their meanings', () => {
    const text = readFileSync(new URL('../../../docs/results.md', import.meta.url), 'utf8');
    const [, between = ''] = text.split(/<!-- (?:end of )?columns -->/);
    const cellsOf = (table: string) =>
      table
        .split('\n')
        .filter((line) => line.startsWith('| `'))
        .map((line) => line.split('|').map((each) => each.trim()));
    expect(cellsOf(between)).toEqual(cellsOf(columnTable()));
  });
});
