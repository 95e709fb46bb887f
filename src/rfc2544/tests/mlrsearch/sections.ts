import type { Remark, Section, Sentence, Table } from '../../../model/section/section.js';
import { joined, quantity, sentence } from '../../../model/section/sentence.js';
import type { GoalResult } from '../../search/mlrsearch/result-schema.js';
import { limitedBy } from '../../sections/causes.js';
import { factsOfNetwork } from '../../measured-networks.js';
import {
  modifiedPlane,
  planeName,
  type CellOf,
  type ReportContext,
  type SectionsOf,
} from '../../sections/context.js';
import {
  aggregation,
  knowsLineRate,
  lineRateOf,
  lineRateRemark,
} from '../../sections/line-rate.js';
import { networkSections, type NetworkRate } from '../../sections/figures/network-figure.js';
import { sizeFigure } from '../../sections/figures/size-figure.js';
import { cellColumns, cellValues, numbers, table, words } from '../../sections/table.js';
import type { MlrSearchResult } from './result.js';

type MlrSearchCell = CellOf<MlrSearchResult>;

const resultText = (result: GoalResult): string => {
  if (result.state === 'regular') return 'regular';
  switch (result.reason) {
    case 'maximum-load-holds':
      return 'irregular: meets the goal at the maximum load, lower bound only';
    case 'minimum-load-fails':
      return 'irregular: fails the goal at the minimum load';
    case 'not-settled':
      return 'irregular: bounds did not converge';
    case 'wider-than-asked':
      return 'irregular: bounds wider than asked, as no load lies between';
    case 'load-not-measurable':
      return `irregular: ${limitedBy(result.causes)}`;
  }
};

const lowerOf = (result: GoalResult) => ('lower' in result ? result.lower : null);
const upperOf = (result: GoalResult) => ('upper' in result ? result.upper : null);

const resultTable = (context: ReportContext, cells: readonly MlrSearchCell[]): Table => {
  const mediaOf = (cell: MlrSearchCell) => factsOfNetwork(context, cell).media;
  const known = cells.some((cell) => knowsLineRate(mediaOf(cell)));
  const rows = cells.flatMap((cell) =>
    cell.result.goals.map((result) => [
      ...cellValues(cell),
      ...(known ? [lineRateOf(mediaOf(cell), cell.frameSize) ?? null] : []),
      result.goal.name,
      lowerOf(result)?.load ?? null,
      lowerOf(result)?.offeredLoad ?? null,
      lowerOf(result)?.conditionalThroughput ?? null,
      'load' in result ? result.load : (upperOf(result)?.load ?? null),
      resultText(result),
    ]),
  );
  return table(
    'Multiple loss ratio search: bounds by goal',
    [
      ...cellColumns(cells),
      ...(known ? [numbers('line-rate', 'line rate', 'pps')] : []),
      words('goal', 'goal'),
      numbers('lower-bound', 'lower bound', 'pps'),
      numbers('offered-load', 'offered', 'pps'),
      numbers('conditional-throughput', 'forwarded', 'pps'),
      numbers('next-load', 'upper bound', 'pps'),
      words('result', 'result'),
    ],
    rows,
  );
};

/** All attributes of the goals, as RFC 9971 requires. */
const goalTable = (cells: readonly MlrSearchCell[]): Table => {
  const goals = new Map(
    cells.flatMap(({ result }) => result.goals.map(({ goal }) => [JSON.stringify(goal), goal])),
  );
  return table(
    'Search goals',
    [
      words('goal', 'goal'),
      numbers('loss-ratio', 'loss ratio', 'ratio'),
      numbers('exceed-ratio', 'exceed ratio', 'ratio'),
      numbers('initial-duration', 'first trials', 'ns'),
      numbers('final-duration', 'final trials', 'ns'),
      numbers('duration-sum', 'in sum', 'ns'),
    ],
    [...goals.values()].map((goal) => [
      goal.name,
      goal.lossRatio,
      goal.exceedRatio,
      goal.initialDuration,
      goal.finalDuration,
      goal.durationSum,
    ]),
  );
};

/** The lower bound of a goal: 0 if even the minimum load fails, none if there is no answer. */
const boundsOf = (cell: MlrSearchCell, result: GoalResult) => {
  const lower = lowerOf(result);
  if (lower === null && 'lower' in result) return [];
  return {
    series: `${planeName(cell)} (${result.goal.name})`,
    frameSize: cell.frameSize,
    rate: lower?.offeredLoad ?? 0,
    trials: lower?.trials ?? [],
  };
};

/** The same for one of several networks. */
const boundsIn = (cell: MlrSearchCell, result: GoalResult): readonly NetworkRate[] =>
  [boundsOf(cell, result)].flat().map((found) => ({
    ...found,
    series: `${modifiedPlane(cell)} (${result.goal.name})`,
    network: cell.network,
    bound: !isClosed(result),
    least: found.rate,
    greatest: found.rate,
  }));

/** Whether a goal's lower bound is next to its upper bound. */
const isClosed = (result: GoalResult): boolean =>
  result.state === 'regular' || result.reason === 'wider-than-asked';

const goalSentence = (result: GoalResult): Sentence => {
  const lower = lowerOf(result);
  const name = result.goal.name;
  if (lower === null) return sentence`${name} ${resultText(result)}`;
  const bound = isClosed(result) ? '' : 'at least ';
  return sentence`${name} ${bound}${quantity(lower.offeredLoad, 'pps')}`;
};

const headline = (cells: readonly MlrSearchCell[]): readonly Remark[] =>
  cells.map((cell) => {
    const goals = joined(cell.result.goals.map(goalSentence), ', ');
    const size = quantity(cell.frameSize, 'bytes');
    return { level: 'result', text: sentence`${planeName(cell)}, ${size}: ${goals}` };
  });

/** Throughputs by RFC 9971, one for each goal. */
export const mlrSearchSections: SectionsOf<MlrSearchResult> = (
  context,
  cells,
): readonly Section[] => [
  {
    id: 'mlrsearch',
    title: 'Multiple loss ratio search (RFC 9971)',
    headline: headline(cells),
    remarks: [
      { level: 'note', text: sentence`Loads are ${aggregation(context.media)}.` },
      ...[...new Set(cells.map(({ result }) => result.width.value))].map((width): Remark => ({
        level: 'note',
        text: sentence`Width, relative: ${quantity(width, 'ratio')} of the upper bound.`,
      })),
      ...lineRateRemark(context.media),
    ],
    blocks: [
      resultTable(context, cells),
      goalTable(cells),
      ...sizeFigure(
        'Lower bounds over frame size',
        cells.flatMap((cell) => cell.result.goals.flatMap((result) => boundsOf(cell, result))),
        context.media,
      ),
    ],
    detail: false,
  },
  ...networkSections(
    { id: 'mlrsearch', title: 'Lower bounds' },
    cells.flatMap((cell) => cell.result.goals.flatMap((result) => boundsIn(cell, result))),
    context,
  ),
];
