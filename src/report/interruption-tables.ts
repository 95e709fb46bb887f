import type { ResetKind } from '../model/trial.js';
import type { Nanoseconds } from '../model/units.js';
import type { CellResult, ProcedureResult } from '../results/schema.js';
import { planeName } from './cell-name.js';
import { loadOf, milliseconds } from './figures.js';
import { notApplicable, notMeasurable } from './remarks.js';
import type { Cell, Column } from './text-table.js';

type Recovery = Extract<ProcedureResult, { test: 'system-recovery' }>;
type Reset = Extract<ProcedureResult, { test: 'reset' }>;

const CELL: readonly Column[] = [
  { title: 'data plane', align: 'left' },
  { title: 'bytes', align: 'right' },
];
const TIMES: readonly Column[] = [
  { title: 'mean', align: 'right' },
  { title: 'min', align: 'right' },
  { title: 'max', align: 'right' },
  { title: 'repeats', align: 'right' },
  { title: 'remarks', align: 'left' },
];

/** The columns of system recovery tests: loads in kpps, times in ms. */
export const RECOVERY_COLUMNS: readonly Column[] = [
  ...CELL,
  { title: 'overload', align: 'right' },
  { title: 'then', align: 'right' },
  ...TIMES,
];

/** The columns of reset tests: loads in kpps, times in ms. */
export const RESET_COLUMNS: readonly Column[] = [
  ...CELL,
  { title: 'reset', align: 'left' },
  { title: 'load', align: 'right' },
  ...TIMES,
];

/** The types of reset by RFC 6201, and what is reset. */
const RESETS: Readonly<Record<ResetKind, string>> = {
  'module-reload': 'software: module',
  interface: 'software: interface',
  reboot: 'software: reboot',
  power: 'power',
};

interface Times {
  readonly times: readonly Nanoseconds[];
  readonly average: Nanoseconds;
  readonly minimum: Nanoseconds;
  readonly maximum: Nanoseconds;
}

/**
 * @param open how many of the times are lower bounds
 * @param aside what there is to say of them besides
 */
const figures = (
  { times, average, minimum, maximum }: Times,
  open: number,
  aside: readonly string[],
): readonly Cell[] => {
  const remarks = [...(open === 0 ? [] : [`not over in ${open} of ${times.length}`]), ...aside];
  const bound = open === 0 ? '' : '>= ';
  return [
    `${bound}${milliseconds(average)}`,
    `${open === times.length ? bound : ''}${milliseconds(minimum)}`,
    `${bound}${milliseconds(maximum)}`,
    String(times.length),
    remarks.length === 0 ? '-' : remarks,
  ];
};

const without = (remark: Cell): readonly Cell[] => ['-', '-', '-', '-', remark];

/** The mean by the second witness. */
const byStamps = ({ byTimeStamps }: { readonly byTimeStamps?: Times }): readonly string[] =>
  byTimeStamps === undefined ? [] : [`${milliseconds(byTimeStamps.average)} by time stamps`];

const recovery = (outcome: Recovery['outcome']): readonly Cell[] => {
  switch (outcome.state) {
    case 'measured':
      return figures(outcome, outcome.unrecovered, [`exact to ${milliseconds(outcome.exactTo)}`]);
    case 'not-overloaded':
      return without('no loss in the overload');
    case 'undecided':
      return without(notMeasurable(outcome.causes));
    case 'not-applicable':
      return without(notApplicable(outcome.reason));
  }
};

const interruption = (outcome: Reset['outcome']): readonly Cell[] => {
  switch (outcome.state) {
    case 'measured':
      return figures(outcome, outcome.unfinished, byStamps(outcome));
    case 'undecided':
      return without(notMeasurable(outcome.causes));
    case 'not-applicable':
      return without(notApplicable(outcome.reason));
  }
};

/** The row of a system recovery test. */
export const recoveryRow = (
  cell: Pick<CellResult, 'dataPlane' | 'modifier' | 'frameSize'>,
  { overloadLoad, reducedLoad, outcome }: Recovery,
): readonly Cell[] => [
  planeName(cell),
  String(cell.frameSize),
  loadOf(overloadLoad),
  loadOf(reducedLoad),
  ...recovery(outcome),
];

/** The row of a reset test. */
export const resetRow = (
  cell: Pick<CellResult, 'dataPlane' | 'modifier' | 'frameSize'>,
  { kind, load, outcome }: Reset,
): readonly Cell[] => [
  planeName(cell),
  String(cell.frameSize),
  RESETS[kind],
  loadOf(load),
  ...interruption(outcome),
];
