import { reportOf } from '../report/report.js';
import type { RenderOptions } from '../report/terminal/options.js';
import { renderReport } from '../report/terminal/report.js';
import { readRun, readTrials } from '../results/read-run.js';
import { styleOf, type Io } from './io.js';

/** How a report is shown on standard output: as wide as the terminal is, where it is one. */
export const renderingOf = (io: Io, full: boolean): RenderOptions => ({
  full,
  width: io.out.isTTY ? io.out.columns || undefined : undefined,
  style: styleOf(io),
});

/** The report of an archived run, as it is read back from the disk. @throws UnreadableArchive */
export const runReport = async (io: Io, folder: string, full: boolean): Promise<string> => {
  const [run, { trials, torn }] = await Promise.all([readRun(folder), readTrials(folder)]);
  return renderReport(reportOf(run, trials, { folder, torn }), renderingOf(io, full));
};
