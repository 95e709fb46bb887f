import type { RunRecord } from '../results/schema.js';
import { planeName } from './cell-name.js';
import { BURST_COLUMNS, burstRemarks, burstRow, burstTerms } from './burst-table.js';
import { GOAL_COLUMNS, goalLine, goalRow, widthLine } from './goal-table.js';
import { aggregation, lineRates, lineRateTerms } from './media.js';
import { goalThroughputs, lossRates, throughputs } from './result-graphs.js';
import { OVERLOAD_COLUMNS, overloadOf, overloadRow } from './overload-table.js';
import { cellsOf, type Lines, type Section, type TrialOf } from './section.js';
import type { Style } from './style.js';
import { SWEEP_COLUMNS, sweepRows } from './sweep-table.js';
import { textTable } from './text-table.js';
import { latency } from './latency-section.js';
import { reset, systemRecovery } from './time-sections.js';
import { throughputColumns, throughputRow } from './throughput-table.js';

const sweep: Section = (run, trialOf, style) => {
  const rows = cellsOf(run, 'load-sweep').flatMap(({ cell, result }) =>
    sweepRows(cell, result, trialOf),
  );
  if (rows.length === 0) return [];
  const note = 'Load sweep: rates in kpps; of repeated trials, the one of median forwarding rate';
  return [note, ...textTable(SWEEP_COLUMNS, rows, style)];
};

const overload: Section = (run, trialOf, style) => {
  const rows = cellsOf(run, 'load-sweep').flatMap(({ cell, result }) => {
    const found = overloadOf(result, trialOf);
    return found === undefined ? [] : [overloadRow(cell, found)];
  });
  if (rows.length === 0) return [];
  const note = 'Under overload: median kpps forwarded at best, and at the highest load of a sweep';
  return [note, ...textTable(OVERLOAD_COLUMNS, rows, style)];
};

const throughput: Section = (run, trialOf, style) => {
  const rows = cellsOf(run, 'throughput').map(({ cell, result }) =>
    throughputRow(cell, result.outcome, run.media, trialOf),
  );
  if (rows.length === 0) return [];
  const note = 'Throughput (RFC 2544 section 26.1): kpps offered without loss';
  return [
    note,
    ...textTable(throughputColumns(run.media), rows, style),
    ...lineRateTerms(run.media),
    ...throughputs(run),
  ];
};

const frameLossRate: Section = (run, trialOf, style) => {
  const cells = cellsOf(run, 'frame-loss-rate');
  if (cells.length === 0) return [];
  const rows = cells.flatMap(({ cell, result }) => sweepRows(cell, result, trialOf));
  const open = cells.filter(({ result }) => !result.endedLossFree);
  return [
    'Frame loss rate (RFC 2544 section 26.3): rates in kpps, down to two loads without loss',
    ...textTable(SWEEP_COLUMNS, rows, style),
    ...open.map(({ cell }) =>
      style(
        'yellow',
        `${planeName(cell)}, ${cell.frameSize} bytes: no two successive loads without loss`,
      ),
    ),
    ...lossRates(run, trialOf),
  ];
};

const backToBack: Section = (run, _, style) => {
  const cells = cellsOf(run, 'back-to-back');
  if (cells.length === 0) return [];
  const rows = cells.map(({ cell, result }) => burstRow(cell, result.outcome));
  const remarks = cells.flatMap(({ cell, result: { outcome } }) =>
    burstRemarks(outcome).map((text) =>
      style('yellow', `${planeName(cell)}, ${cell.frameSize} bytes: ${text}`),
    ),
  );
  return [
    'Back-to-back frames (RFC 2544 section 26.4, RFC 9004): longest bursts without loss',
    ...textTable(BURST_COLUMNS, rows, style),
    ...new Set(cells.flatMap(({ cell, result }) => burstTerms(cell, result.step, result.outcome))),
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
  const sizes = cells.map(({ cell }) => cell.frameSize);
  return [
    `Multiple loss ratio search (RFC 9971): kpps, ${aggregation(run.media)}`,
    ...textTable(GOAL_COLUMNS, rows, style),
    ...new Set([...goals, ...widths]),
    ...lineRates(run.media, sizes),
    ...goalThroughputs(run),
  ];
};

const SECTIONS: readonly Section[] = [
  sweep,
  overload,
  throughput,
  mlrSearch,
  latency,
  frameLossRate,
  backToBack,
  systemRecovery,
  reset,
];

/** What a run came to, one section for each kind of test; empty where it was not asked for. */
export const resultSections = (run: RunRecord, trialOf: TrialOf, style: Style): readonly Lines[] =>
  SECTIONS.map((section) => section(run, trialOf, style));
