import { judgeClaims } from '../../claims/judge.js';
import type { Claims } from '../../claims/claims.js';
import { reasonOf } from '../../model/failure.js';
import type { Remark, Report } from '../../model/section/section.js';
import { joinedReport, namesOf } from '../../report/joined-report.js';
import { journalReport } from '../../report/journal-report.js';
import { reportOf, TORN } from '../../report/report.js';
import { claimSections } from '../../report/sections/claims.js';
import { UnreadableArchive } from '../../results/archive-failure.js';
import { runFoldersOf } from '../../results/salvage/run-folders.js';
import { salvageRun, type SalvagedRun } from '../../results/salvage/salvage-run.js';
import { trialFinder } from '../../rfc2544/trials/by-sequence.js';

/** What can be shown of some archives, and what cannot be read. */
export interface ReadReports {
  readonly report: Report;
  /** What the report is of. */
  readonly runs: readonly SalvagedRun[];
  readonly faults: readonly UnreadableArchive[];
}

const isReadable = ({ run, trials }: SalvagedRun): boolean =>
  run !== undefined || trials.length > 0;

/** A report itself states what is missing from it. */
const doubtsOf = ({ faults }: SalvagedRun): readonly Remark[] =>
  faults.map((fault) => ({ level: 'warning', text: [`Not all is shown: ${reasonOf(fault)}`] }));

const reportOfOne = (salvaged: SalvagedRun, claims: Claims | undefined): Report => {
  const { run, trials, torn, folder, name } = salvaged;
  const doubts = doubtsOf(salvaged);
  return run === undefined
    ? journalReport({ runId: name, folder, trials, doubts: torn ? [...doubts, TORN] : doubts })
    : reportOf(run, trials, { folder, torn, doubts, claims });
};

/** The report of several runs, by all of which claims are judged. */
const reportOfSeveral = (title: string, all: readonly SalvagedRun[], claims: Claims): Report => {
  const judging = all.flatMap(({ run, trials }) =>
    run === undefined ? [] : [{ run, trialOf: trialFinder(trials) }],
  );
  const together = judging.length === 0 ? [] : claimSections(judgeClaims(claims, judging), false);
  const names = namesOf(
    all.map(({ run, name }) => ({ playbook: run?.playbook ?? name, runId: run?.runId ?? name })),
  );
  const parts = all.map((each, index) => ({
    name: names[index] ?? each.name,
    report: reportOfOne(each, undefined),
  }));
  return joinedReport(title, parts, together);
};

/** Sets of which no playbook was run. */
const nothingIn = (folders: readonly string[]): UnreadableArchive =>
  new UnreadableArchive(folders.join(', '), { got: 'no playbook of the set was run' });

/**
 * One report of archives and run sets. Damaged or missing parts are omitted, and the
 * report says so.
 * @throws UnreadableArchive if nothing can be read
 */
export const readReports = async (
  folders: readonly string[],
  claims: Claims,
): Promise<ReadReports> => {
  const found = await Promise.all(folders.map(runFoldersOf));
  const archives = [...new Set(found.flatMap((each) => each.archives))];
  const all = await Promise.all(archives.map(salvageRun));
  const faults = [...found, ...all].flatMap((each) => each.faults);
  const readable = all.filter(isReadable);
  const [first, ...others] = readable;
  if (first === undefined) throw faults[0] ?? nothingIn(folders);
  const isOne = others.length === 0 && all.length === 1;
  const title = found.map(({ name }) => name).join(', ');
  return {
    report: isOne ? reportOfOne(first, claims) : reportOfSeveral(title, readable, claims),
    runs: readable,
    faults,
  };
};
