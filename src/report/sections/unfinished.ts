import { groupBy } from '../../model/group-by.js';
import type { Section } from '../../model/section/section.js';
import { planeName, type ReportContext } from '../../rfc2544/sections/context.js';
import { loadTable, type LoadsOfCell } from '../../rfc2544/sections/over-load/load-table.js';
import type { RunRecord, TrialRecord } from '../../results/schema.js';

const cellOf = (trial: TrialRecord): string =>
  [planeName(trial), trial.result.request.frameSize, trial.procedure].join();

/** Trials with identical requests, whose figures are interchangeable. */
const kindOf = (trial: TrialRecord): string => {
  const { intendedLoad, duration } = trial.result.request;
  return [cellOf(trial), intendedLoad, duration].join();
};

const loadsOf = (alike: readonly TrialRecord[]): readonly LoadsOfCell[] => {
  const [first] = alike;
  if (first === undefined) return [];
  const { dataPlane, network, modifier, result } = first;
  const { frameSize, intendedLoad } = result.request;
  const trials = alike.map(({ sequence }) => sequence);
  const where = { dataPlane, network, modifier, frameSize };
  return [{ ...where, result: { loads: [{ intendedLoad, trials }] } }];
};

/**
 * Trials in the journal whose procedure has no result, because the run was interrupted or failed
 * in the middle of it: one row for each load and length, in the order they were tried.
 */
export const unfinished = (
  { results }: Pick<RunRecord, 'results'>,
  trials: readonly TrialRecord[],
  { trialOf }: Pick<ReportContext, 'trialOf'>,
): readonly Section[] => {
  const ended = new Set(
    results.map((cell) => [planeName(cell), cell.frameSize, cell.procedure].join()),
  );
  const left = trials.filter(
    (trial) => trial.result.request.warmUp !== true && !ended.has(cellOf(trial)),
  );
  if (left.length === 0) return [];
  const cells = [...groupBy(left, kindOf).values()].flatMap(loadsOf);
  const tests = [...new Set(left.map(({ test }) => test))].join(', ');
  const title = `Trials of a procedure that did not end (${tests})`;
  return [
    {
      id: 'unfinished',
      title,
      headline: [],
      remarks: [{ level: 'warning', text: ['The procedure has no result.'] }],
      blocks: [loadTable(title, cells, trialOf)],
      detail: false,
    },
  ];
};
