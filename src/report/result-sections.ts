import type { TrialResult } from '../model/trial.js';
import type { CellResult, ProcedureResult, RunRecord, TestName } from '../results/schema.js';
import { BURST_COLUMNS, burstRemarks, burstRow, burstTerms } from './burst-table.js';
import { GOAL_COLUMNS, goalLine, goalRow, widthLine } from './goal-table.js';
import type { Style } from './style.js';
import { SWEEP_COLUMNS, sweepRows } from './sweep-table.js';
import { textTable } from './text-table.js';
import { THROUGHPUT_COLUMNS, throughputRow } from './throughput-table.js';

export type Lines = readonly string[];
/** A trial by its sequence number. */
export type TrialOf = (sequence: number) => TrialResult | undefined;

type ResultOf<Test extends TestName> = Extract<ProcedureResult, { test: Test }>;
type Section = (run: RunRecord, trialOf: TrialOf, style: Style) => Lines;

/** The cells of one test, each with its result. */
const cellsOf = <Test extends TestName>(
  { results }: RunRecord,
  test: Test,
): readonly { readonly cell: CellResult; readonly result: ResultOf<Test> }[] =>
  results.flatMap((cell) => {
    const { result } = cell;
    return isOf(result, test) ? [{ cell, result }] : [];
  });

const isOf = <Test extends TestName>(
  result: ProcedureResult,
  test: Test,
): result is ResultOf<Test> => result.test === test;

const sweep: Section = (run, trialOf, style) => {
  const rows = cellsOf(run, 'load-sweep').flatMap(({ cell, result }) =>
    sweepRows(cell, result, trialOf),
  );
  if (rows.length === 0) return [];
  const note = 'Load sweep: rates in kpps; of repeated trials, the one of median forwarding rate';
  return [note, ...textTable(SWEEP_COLUMNS, rows, style)];
};

const throughput: Section = (run, trialOf, style) => {
  const rows = cellsOf(run, 'throughput').map(({ cell, result }) =>
    throughputRow(cell, result.outcome, trialOf),
  );
  if (rows.length === 0) return [];
  const note = 'Throughput (RFC 2544 section 26.1): kpps offered without loss';
  return [note, ...textTable(THROUGHPUT_COLUMNS, rows, style)];
};

const frameLossRate: Section = (run, trialOf, style) => {
  const cells = cellsOf(run, 'frame-loss-rate');
  if (cells.length === 0) return [];
  const rows = cells.flatMap(({ cell, result }) => sweepRows(cell, result, trialOf));
  const open = cells.filter(({ result }) => !result.endedLossFree);
  return [
    'Frame loss rate (RFC 2544 section 26.3): rates in kpps, down to two loads without loss',
    ...textTable(SWEEP_COLUMNS, rows, style),
    ...open.map(({ cell: { dataPlane, frameSize } }) =>
      style('yellow', `${dataPlane}, ${frameSize} bytes: no two successive loads without loss`),
    ),
  ];
};

const backToBack: Section = (run, _, style) => {
  const cells = cellsOf(run, 'back-to-back');
  if (cells.length === 0) return [];
  const rows = cells.map(({ cell, result }) => burstRow(cell, result.outcome));
  const remarks = cells.flatMap(({ cell: { dataPlane, frameSize }, result: { outcome } }) =>
    burstRemarks(outcome).map((text) =>
      style('yellow', `${dataPlane}, ${frameSize} bytes: ${text}`),
    ),
  );
  return [
    'Back-to-back frames (RFC 2544 section 26.4, RFC 9004): longest bursts without loss',
    ...textTable(BURST_COLUMNS, rows, style),
    ...new Set(cells.flatMap(({ result }) => burstTerms(result.step, result.outcome))),
    ...remarks,
  ];
};

const mlrSearch: Section = (run, _, style) => {
  const cells = cellsOf(run, 'mlrsearch');
  if (cells.length === 0) return [];
  const rows = cells.flatMap(({ cell, result }) =>
    result.goals.map((found) => goalRow(cell, found)),
  );
  const goals = cells.flatMap(({ result }) => result.goals.map(goalLine));
  const widths = cells.map(({ result }) => widthLine(result.width.value));
  return [
    'Multiple loss ratio search (RFC 9971): kpps, aggregate over ingress ports',
    ...textTable(GOAL_COLUMNS, rows, style),
    ...new Set([...goals, ...widths]),
  ];
};

const SECTIONS: readonly Section[] = [sweep, throughput, mlrSearch, frameLossRate, backToBack];

/** What a run came to, one section for each kind of test; empty where it was not asked for. */
export const resultSections = (run: RunRecord, trialOf: TrialOf, style: Style): readonly Lines[] =>
  SECTIONS.map((section) => section(run, trialOf, style));
