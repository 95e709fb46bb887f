import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../src/comparison/compare.js';
import { comparisonReport } from '../../../src/report/comparison/report.js';
import { driftingRun } from '../../comparison/drifting-runs.js';

const LOADS = [900_000, 1_000_000];
const report = comparisonReport(
  compareRuns(
    driftingRun({ seed: 1, loads: LOADS }),
    driftingRun({ seed: 2, loads: LOADS, rate: 600_000 }),
  ),
);
const [differences, changes] = report.sections;

describe('comparisonReport', () => {
  it('has what differs above the changes', () => {
    expect(differences?.id).toBe('setup-differences');
    expect(changes?.id).toBe('changes');
  });

  it('has a table for each quantity, with a value for every column', () => {
    const tables = (changes?.blocks ?? []).flatMap((block) =>
      block.kind === 'table' ? block : [],
    );
    expect(tables.map(({ title }) => title)).toEqual([
      'Maximum forwarding rate',
      'Forwarding rate',
      'Frame loss rate',
      'Unlocated frames per trial',
    ]);
    for (const { columns, rows } of tables) {
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
    const verdict = tables[1]?.columns.findIndex(({ id }) => id === 'verdict') ?? 0;
    expect(tables[1]?.rows.map((row) => row[verdict])).toEqual(Array(4).fill('regressed'));
  });

  it('draws both runs into one figure, with the spread of their repeats', () => {
    const figures = (changes?.blocks ?? []).flatMap((block) =>
      block.kind === 'lines' ? block : [],
    );
    const [rates] = figures;
    expect(rates?.series.map(({ name }) => name)).toEqual([
      'softnet-macvlan A',
      'softnet-macvlan B',
      'napi-macvlan A',
      'napi-macvlan B',
    ]);
    for (const { points } of rates?.series ?? []) {
      expect(points.map(({ x }) => x)).toEqual(LOADS);
      for (const { y, least, greatest } of points) {
        expect(least).toBeLessThan(y);
        expect(greatest).toBeGreaterThan(y);
      }
    }
  });

  it('begins with counts, then regressions, and says how bounds were found', () => {
    const [first, second] = report.headline;
    expect(JSON.stringify(first)).toContain('B against A');
    expect(second).toMatchObject({ level: 'warning' });
    expect(JSON.stringify(changes?.remarks)).toContain("Welch's t");
  });
});
