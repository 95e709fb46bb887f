import { figuresOfUnlocated } from '../../comparison/figures.js';
import { figuresFinder } from '../../comparison/run.js';
import {
  historyOf,
  type HistoryFilter,
  type HistoryRun,
  type HistorySeries,
} from '../../comparison/history.js';
import { orInterrupted } from '../../model/concurrency/or-interrupted.js';
import { Failure, reasonOf } from '../../model/failure.js';
import type { Report } from '../../model/section/section.js';
import { historyReport } from '../../report/comparison/history.js';
import { salvageSummaries } from '../../results/salvage/salvage-summaries.js';
import { readSummaries, type SummarizedRun } from '../../results/summaries/run-summary.js';
import { quantityFacts } from '../../rfc2544/quantities/quantity.js';
import { say, type Io } from '../io.js';

/** A run with its journal, which has what run.json does not. */
const withJournal = async ({ folder, run }: SummarizedRun): Promise<HistoryRun> => {
  const { trials } = await salvageSummaries(folder);
  return { run, trialOf: figuresFinder(trials), figures: figuresOfUnlocated({ run, trials }) };
};

/** The history of figures over all runs of a folder. @throws Failure if it has none of them */
export const readHistory = async (
  io: Io,
  root: string,
  filter: HistoryFilter,
): Promise<{ readonly report: Report; readonly data: readonly HistorySeries[] }> => {
  const attempted = `following figures over the runs in ${root}`;
  const within = <Found>(reading: Promise<Found>): Promise<Found> =>
    orInterrupted(io.signal, attempted, reading);
  const { runs, faults } = await within(readSummaries(root));
  for (const fault of faults) say(io, `vrbench: ${reasonOf(fault)}`);
  const fromJournal =
    filter.quantity !== undefined && quantityFacts(filter.quantity).inJournal === true;
  const histories: HistoryRun[] = [];
  for (const found of runs) histories.push(fromJournal ? await within(withJournal(found)) : found);
  const data = historyOf(histories, filter);
  if (data.length > 0) return { report: historyReport(root, data, runs.length), data };
  const asked = Object.values(filter).filter((value) => value !== undefined);
  throw new Failure({
    attempted,
    got:
      runs.length === 0
        ? 'there is no run in it'
        : `none of ${runs.length} runs measured that${asked.length === 0 ? '' : `: ${asked.join(', ')}`}`,
  });
};
