import type { RunRecord, TrialRecord } from '../results/schema.js';
import { planeName } from './cell-name.js';
import type { Style } from './style.js';
import { SWEEP_COLUMNS, sweepRows } from './sweep-table.js';
import { textTable, type Cell } from './text-table.js';

const cellOf = (trial: TrialRecord): string =>
  [planeName(trial), trial.result.request.frameSize, trial.procedure].join();

/** Trials alike in everything asked of them; their figures may stand for each other. */
const kindOf = (trial: TrialRecord): string => {
  const { intendedLoad, duration } = trial.result.request;
  return [cellOf(trial), intendedLoad, duration].join();
};

const rowsOf = (alike: readonly TrialRecord[]): readonly (readonly Cell[])[] => {
  const [first] = alike;
  if (first === undefined) return [];
  const { request } = first.result;
  const trials = alike.map(({ sequence }) => sequence);
  const results = new Map(alike.map(({ sequence, result }) => [sequence, result]));
  return sweepRows(
    { ...first, frameSize: request.frameSize },
    { loads: [{ intendedLoad: request.intendedLoad, trials }] },
    (sequence) => results.get(sequence),
  );
};

/**
 * Trials in the journal whose procedure came to no result, because the run was interrupted or
 * failed in the middle of it: one row for each load and length, in the order they were tried.
 */
export const unfinishedSection = (
  { results }: RunRecord,
  trials: readonly TrialRecord[],
  style: Style,
): readonly string[] => {
  const ended = new Set(
    results.map((cell) => [planeName(cell), cell.frameSize, cell.procedure].join()),
  );
  const left = trials.filter(
    (trial) => trial.result.request.warmUp !== true && !ended.has(cellOf(trial)),
  );
  if (left.length === 0) return [];
  const kinds = [...new Set(left.map(kindOf))];
  const rows = kinds.flatMap((kind) => rowsOf(left.filter((trial) => kindOf(trial) === kind)));
  const tests = [...new Set(left.map(({ test }) => test))].join(', ');
  return [
    style('yellow', `Trials of a procedure that did not end (${tests}): rates in kpps`),
    ...textTable(SWEEP_COLUMNS, rows, style),
  ];
};
