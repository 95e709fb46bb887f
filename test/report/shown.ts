import { reportOf } from '../../src/report/report.js';
import type { RenderOptions } from '../../src/report/terminal/options.js';
import { renderReport } from '../../src/report/terminal/report.js';
import type { RunRecord, TrialRecord } from '../../src/results/schema.js';

/** A run's report for a wide terminal, with every table. */
export const shown = (
  run: RunRecord,
  trials: readonly TrialRecord[],
  options: RenderOptions = {},
): string =>
  renderReport(reportOf(run, trials, { folder: 'results/x' }), {
    full: true,
    width: 160,
    ...options,
  });
