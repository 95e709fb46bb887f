import { percent } from '../model/percent.js';
import { inSeconds } from '../model/units.js';
import type { CellResult, GoalResult } from '../results/schema.js';
import { kpps } from './figures.js';
import { planeName } from './cell-name.js';
import type { Cell, Column } from './text-table.js';

/** The columns of a multiple loss ratio search. Rates are in kpps. */
export const GOAL_COLUMNS: readonly Column[] = [
  { title: 'data plane', align: 'left' },
  { title: 'bytes', align: 'right' },
  { title: 'goal', align: 'left' },
  { title: 'lower bound', align: 'right' },
  { title: 'forwarded', align: 'right' },
  { title: 'upper bound', align: 'right' },
  { title: 'result', align: 'left' },
];

const remark = (result: GoalResult): readonly string[] => {
  if (result.state === 'regular') return ['regular'];
  switch (result.reason) {
    case 'maximum-load-holds':
      return ['irregular', 'meets the goal', 'at the maximum load'];
    case 'minimum-load-fails':
      return ['irregular', 'fails the goal', 'at the minimum load'];
    case 'not-settled':
      return ['irregular', 'loads changed sides'];
    case 'load-not-measurable': {
      const codes = result.causes.map(({ code }) => code);
      return ['irregular', `${kpps(result.load)} not measurable`, ...new Set(codes)];
    }
  }
};

const boundsOf = (result: GoalResult): readonly Cell[] => {
  const lower = 'lower' in result ? result.lower : null;
  const upper = 'upper' in result ? result.upper : null;
  return [
    lower === null ? '-' : kpps(lower.load),
    lower === null ? '-' : kpps(lower.conditionalThroughput),
    upper === null ? '-' : kpps(upper.load),
  ];
};

/** The row of what a search came to for one goal. */
export const goalRow = (cell: CellResult, result: GoalResult): readonly Cell[] => [
  planeName(cell),
  String(cell.frameSize),
  result.goal.name,
  ...boundsOf(result),
  remark(result),
];

/** A goal's attributes in words, all that RFC 9971 wants reported. */
export const goalLine = ({ goal }: GoalResult): string => {
  const { name, finalDuration, durationSum, lossRatio, exceedRatio, initialDuration } = goal;
  const lengths = [...new Set([initialDuration, finalDuration].map(inSeconds))].join(' to ');
  return (
    `goal ${name}: loss ratio ${percent(lossRatio)}, exceed ratio ${percent(exceedRatio)},` +
    ` trials of ${lengths} s, ${inSeconds(durationSum)} s in sum`
  );
};

/** The width in words. */
export const widthLine = (value: number): string =>
  `width: relative, ${percent(value)} of the upper bound`;
