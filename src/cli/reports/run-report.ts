import type { Claims } from '../../claims/claims.js';
import { loadClaims } from '../../config/load.js';
import { reportOf } from '../../report/report.js';
import { renderReport } from '../../report/terminal/report.js';
import type { Report } from '../../model/section/section.js';
import type { RunRecord, TrialRecord } from '../../results/schema.js';
import { openTrialsOf, readRun } from '../../results/read-run.js';
import type { Io } from '../io.js';
import { PAPER_CLAIMS } from '../shipped.js';
import { renderingOf } from './rendering.js';

/** An archived run, as it is read back from the disk, and its report. */
export interface ReadReport {
  readonly run: RunRecord;
  readonly trials: readonly TrialRecord[];
  readonly report: Report;
}

/** Reads an archive. @param claims judged by the run; default: those of the paper; null: none @throws UnreadableArchive */
export const readReport = async (folder: string, claims?: Claims | null): Promise<ReadReport> => {
  const [run, { trials, torn }, judged] = await Promise.all([
    readRun(folder),
    openTrialsOf(folder),
    claims === null ? undefined : (claims ?? loadClaims(PAPER_CLAIMS)),
  ]);
  return { run, trials, report: reportOf(run, trials, { folder, torn, claims: judged }) };
};

/** The report of an archived run as text. @throws UnreadableArchive */
export const runReport = async (
  io: Io,
  folder: string,
  { full, claims }: { readonly full: boolean; readonly claims?: Claims | undefined },
): Promise<string> =>
  renderReport((await readReport(folder, claims)).report, renderingOf(io, full));
