import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../src/report/report.js';
import { readRun, readTrials } from '../../src/results/read-run.js';
import type { RunRecord } from '../../src/results/schema.js';
import { runRecord, trialRecord } from '../results/record.js';
import { derivable } from './derivations.js';
import { latencyRun } from './latency-run.js';
import { numbersOf } from './numbers.js';
import { profiles } from './profiles.js';
import { routersRun } from './routers-run.js';
import { measuredRecords, type MeasuredRecord } from '../measured.js';

const FOLDERS = ['sweep', 'rfc2544', 'mlrsearch'] as const;

const archive = async (name: string) => {
  const folder = fileURLToPath(new URL(`../fixtures/results/${name}`, import.meta.url));
  const [run, { trials, torn }] = await Promise.all([readRun(folder), readTrials(folder)]);
  return {
    run,
    trials: measuredRecords(trials),
    report: reportOf(run, trials, { folder: 'results/x', torn }),
  };
};

/** Numbers that are neither in the archive nor follow from it. */
const underivable = (run: RunRecord, trials: readonly MeasuredRecord[]): readonly string[] => {
  const known = derivable(run, trials);
  return numbersOf(reportOf(run, trials, { folder: 'results/x' }))
    .filter(({ unit, value }) => !known[unit].includes(value))
    .map(({ where, unit, value }) => `${where}: ${value} ${unit}`);
};

describe('every number of a report', () => {
  it.each(FOLDERS)('is in the archive %s, or follows from it', async (name) => {
    const { run, trials, report } = await archive(name);
    expect(numbersOf(report).length).toBeGreaterThan(100);
    expect(underivable(run, trials)).toEqual([]);
  });

  it('also for all frames, and for instructions', () => {
    for (const bound of [1_000, 90_000]) {
      const { record, trials } = latencyRun(bound);
      expect(underivable(record, trials)).toEqual([]);
    }
    expect(underivable({ ...runRecord, results: [], instructions: [...profiles] }, [])).toEqual([]);
  });

  it.each([true, false])('also for several routers, told apart: %s', (told) => {
    const { run, trials } = routersRun(told);
    expect(numbersOf(reportOf(run, trials, { folder: 'results/x' })).length).toBeGreaterThan(50);
    expect(underivable(run, trials)).toEqual([]);
  });

  it('is not found if it is made up', () => {
    const known = derivable(runRecord, [trialRecord(1, [10_000, 9_000])]);
    expect(known.pps).toContain(9_000);
    expect(known.pps).not.toContain(9_001);
  });
});

describe('a report', () => {
  it('has a section for each test, each once, and one headline for each data plane', async () => {
    const { report } = await archive('rfc2544');
    const ids = report.sections.map(({ id }) => id);
    expect(ids).toEqual([
      'throughput',
      'latency',
      'frame-loss-rate',
      'back-to-back',
      'system-recovery',
      'reset',
      'conservation',
      'conformance',
      'provenance',
    ]);
    for (const { id, headline } of report.sections.slice(0, 6)) {
      expect([id, headline.length]).toEqual([id, 2]);
    }
    // No more than is read in ten seconds: of the last two tests the lines stay in their sections.
    expect(report.headline).toHaveLength(9);
    expect(report.headline.at(-1)?.text).toEqual([
      'More results below: System recovery (RFC 2544 section 26.5); Reset (RFC 2544 section 26.6, RFC 6201).',
    ]);
  });

  it('has tables whose rows have a value for each column, which is unique', async () => {
    for (const name of FOLDERS) {
      const { report } = await archive(name);
      const tables = report.sections.flatMap(({ blocks }) =>
        blocks.filter((block) => block.kind === 'table'),
      );
      expect(tables.length).toBeGreaterThan(1);
      for (const { columns, rows } of tables) {
        expect(new Set(columns.map(({ id }) => id)).size).toBe(columns.length);
        for (const row of rows) expect(row).toHaveLength(columns.length);
      }
    }
  });

  it('is the same each time', async () => {
    const [one, other] = [await archive('sweep'), await archive('sweep')];
    expect(JSON.stringify(one.report)).toBe(JSON.stringify(other.report));
  });

  it('begins with a warning if the journal was cut off', () => {
    const { headline } = reportOf(runRecord, [], { folder: 'results/x', torn: true });
    expect(headline[0]?.level).toBe('warning');
  });
});
