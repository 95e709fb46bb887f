import { figuresOfUnlocated } from '../comparison/figures.js';
import {
  historyOf,
  type HistoryFilter,
  type HistoryRun,
  type HistorySeries,
} from '../comparison/history.js';
import { Failure, reasonOf } from '../model/failure.js';
import type { Report } from '../model/section/section.js';
import { historyReport } from '../report/comparison/history.js';
import { openTrialsOf } from '../results/read-run.js';
import { readSummaries, type FoundRun } from '../results/run-summary.js';
import { quantityFacts } from '../rfc2544/quantities/quantity.js';
import { trialFinder } from '../rfc2544/trials/by-sequence.js';
import { say, type Io } from './io.js';

/** A run with its journal, which has what run.json does not. @throws UnreadableArchive */
const withJournal = async ({ folder, run }: FoundRun): Promise<HistoryRun> => {
  const { trials } = await openTrialsOf(folder);
  return { run, trialOf: trialFinder(trials), figures: figuresOfUnlocated({ run, trials }) };
};

/** The history of figures over all runs of a folder. @throws Failure where it has none of them */
export const readHistory = async (
  io: Io,
  root: string,
  filter: HistoryFilter,
): Promise<{ readonly report: Report; readonly data: readonly HistorySeries[] }> => {
  const { runs, faults } = await readSummaries(root);
  for (const fault of faults) say(io, `vrbench: ${reasonOf(fault)}`);
  const fromJournal =
    filter.quantity !== undefined && quantityFacts(filter.quantity).inJournal === true;
  const histories: HistoryRun[] = [];
  for (const found of runs) histories.push(fromJournal ? await withJournal(found) : found);
  const data = historyOf(histories, filter);
  if (data.length > 0) return { report: historyReport(root, data, runs.length), data };
  const asked = Object.values(filter).filter((value) => value !== undefined);
  throw new Failure({
    attempted: `following figures over the runs in ${root}`,
    got:
      runs.length === 0
        ? 'there is no run in it'
        : `none of ${runs.length} runs measured that${asked.length === 0 ? '' : `: ${asked.join(', ')}`}`,
  });
};
