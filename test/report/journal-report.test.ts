import { describe, expect, it } from 'vitest';
import { journalReport } from '../../src/report/journal-report.js';
import { renderReport } from '../../src/report/terminal/report.js';
import { trialRecord } from '../results/record.js';

describe('the report of a journal without run.json', () => {
  it('has its trials and says what is not known', () => {
    const trials = [trialRecord(1, [10_000, 9_000]), trialRecord(2, [20_000, 9_000])];
    const doubts = [{ level: 'warning', text: ['run.json is damaged'] } as const];
    const report = journalReport({ runId: 'r', folder: 'results/r', trials, doubts });
    const text = renderReport(report, { width: 120 });
    expect(text).toContain('figures: not known: run.json cannot be read');
    expect(text).toContain('run.json is damaged');
    expect(text).toMatch(/10\.00\s+10\.00\s+9\.000/);
    expect(text).toContain('archive: results/r');
  });
});
