import type {
  Absent,
  Lines,
  Remark,
  Sentence,
  Table,
  Value,
} from '../../../model/section/section.js';
import { joined, quantity, sentence } from '../../../model/section/sentence.js';
import { frameLossRatio, type TrialResult } from '../../../model/trial.js';
import type { Pps } from '../../../model/units.js';
import { factsOfNetwork } from '../../measured-networks.js';
import {
  figuresOf,
  planeName,
  type ReportContext,
  type SectionsOf,
} from '../../sections/context.js';
import { knowsLineRate, lineRateOf, lineRateRemark } from '../../sections/line-rate.js';
import { lossColumns } from '../../sections/losses.js';
import { networkSections } from '../../sections/figures/network-figure.js';
import { routerTable, type TrialAt } from '../../sections/routers.js';
import { sizeFigure } from '../../sections/figures/size-figure.js';
import { boundIf, cellColumns, cellValues, numbers, table, words } from '../../sections/table.js';
import { beyondGenerator } from '../../../model/network/offering.js';
import { rateIn } from './network-rate.js';
import { extremesOf, ranking, SPREAD, spreadOf } from './spread.js';
import { reachesLineRate, resultText, type Throughput } from './outcome.js';
import type { ThroughputOutcome, ThroughputResult } from './result.js';

/** The throughput that a search found; null if it found none. */
const throughputOf = (context: ReportContext, cell: Throughput): Value => {
  const { outcome } = cell.result;
  switch (outcome.state) {
    case 'found':
      return outcome.lower.offeredLoad;
    case 'maximum':
      return boundIf(!reachesLineRate(context, cell), outcome.lower.offeredLoad);
    case 'limited':
      return boundIf(true, outcome.lower.offeredLoad);
    case 'zero':
      return 0;
    case 'undecided':
      return null;
  }
};

/** The highest offered load at the next higher load, if that was less. */
const mostOfferedAbove = (outcome: ThroughputOutcome): Pps | null =>
  'upper' in outcome && outcome.upper.reason === 'undecided'
    ? (outcome.upper.mostOffered ?? null)
    : null;

/** The trial that lost frames at the next higher load. */
const trialAbove = (
  outcome: ThroughputOutcome,
  { trialOf }: ReportContext,
): TrialResult | undefined =>
  'upper' in outcome && outcome.upper.reason === 'loss'
    ? figuresOf(trialOf, outcome.upper.trial)
    : undefined;

const resultTable = (context: ReportContext, cells: readonly Throughput[]) => {
  const mediaOf = (cell: Throughput) => factsOfNetwork(context, cell).media;
  const known = cells.some((cell) => knowsLineRate(mediaOf(cell)));
  const above = cells.map(({ result }) => trialAbove(result.outcome, context));
  const { columns, valuesOf } = lossColumns(above.flatMap((trial) => trial ?? []));
  const repeated = cells.some(({ result }) => result.repeats !== undefined);
  const limited = cells.some(({ result }) => mostOfferedAbove(result.outcome) !== null);
  const rows = cells.map((cell, index) => {
    const { outcome } = cell.result;
    const trial = above[index];
    return [
      ...cellValues(cell),
      ...(known ? [lineRateOf(mediaOf(cell), cell.frameSize) ?? null] : []),
      throughputOf(context, cell),
      ...(repeated ? spreadOf(cell) : []),
      'lower' in outcome ? outcome.lower.load : null,
      'upper' in outcome ? outcome.upper.load : null,
      ...(limited ? [mostOfferedAbove(outcome)] : []),
      trial === undefined ? null : frameLossRatio(trial),
      ...valuesOf(trial),
      resultText(context, cell),
    ];
  });
  return table(
    'Throughput: the highest load offered without loss',
    [
      ...cellColumns(cells),
      ...(known ? [numbers('line-rate', 'line rate', 'pps')] : []),
      numbers('throughput', 'throughput', 'pps'),
      ...(repeated ? SPREAD : []),
      numbers('intended-load', 'intended', 'pps'),
      numbers('next-load', 'next load', 'pps'),
      ...(limited ? [numbers('most-offered', 'offered there', 'pps')] : []),
      numbers('loss-ratio', 'loss there', 'ratio'),
      ...columns,
      words('result', 'result'),
    ],
    rows,
  );
};

/** Which routers lost frames at the next higher load. */
const byRouter = (context: ReportContext, cells: readonly Throughput[]): readonly Table[] => {
  const measured = cells.flatMap((cell): TrialAt[] => {
    const trial = trialAbove(cell.result.outcome, context);
    return trial === undefined ? [] : [{ cell, load: trial.request.intendedLoad, trial }];
  });
  return routerTable('By router at the next load', measured, context);
};

const figure = (
  context: ReportContext,
  cells: readonly Throughput[],
): readonly (Lines | Absent)[] =>
  sizeFigure(
    'Throughput over frame size',
    cells.flatMap((cell) => {
      const { outcome } = cell.result;
      if (outcome.state === 'undecided') return [];
      const found = 'lower' in outcome;
      return {
        series: planeName(cell),
        frameSize: cell.frameSize,
        rate: found ? outcome.lower.offeredLoad : 0,
        ...extremesOf(cell),
        trials: found ? [outcome.lower.trial] : [],
      };
    }),
    context.media,
  );

const limitedByGenerator = ({ result: { outcome } }: Throughput): boolean =>
  outcome.state === 'limited' && beyondGenerator(outcome.upper.causes);

const rateText = (context: ReportContext, cell: Throughput): Sentence => {
  const size = quantity(cell.frameSize, 'bytes');
  const value = throughputOf(context, cell);
  const lineRate = lineRateOf(factsOfNetwork(context, cell).media, cell.frameSize);
  if (value === null || typeof value === 'string') return sentence`not measurable at ${size}`;
  const rate =
    typeof value === 'number'
      ? sentence`${quantity(value, 'pps')}`
      : sentence`at least ${quantity(value.atLeast, 'pps')}`;
  const notes = [
    ...(limitedByGenerator(cell) ? [['the generator offers no more']] : []),
    ...(lineRate === undefined ? [] : [sentence`line rate ${quantity(lineRate, 'pps')}`]),
  ];
  return notes.length === 0
    ? sentence`${rate} at ${size}`
    : sentence`${rate} at ${size} (${joined(notes, '; ')})`;
};

/** The throughputs of a data plane, those at line rate combined. */
const ratesText = (context: ReportContext, cells: readonly Throughput[]): Sentence => {
  const full = cells.filter((cell) => reachesLineRate(context, cell));
  const sizes = full.map(({ frameSize }) => frameSize).join(', ');
  const below = cells.filter((cell) => !full.includes(cell));
  const rates = [
    ...below.map((cell) => rateText(context, cell)),
    ...(full.length === 0 ? [] : [sentence`line rate at ${sizes} bytes`]),
  ];
  return joined(rates, ', ');
};

/** A line for each data plane: its throughput at every frame size, with the line rate. */
const headline = (context: ReportContext, cells: readonly Throughput[]): readonly Remark[] =>
  [...new Set(cells.map(planeName))].map((name) => {
    const own = cells.filter((cell) => planeName(cell) === name);
    return { level: 'result', text: sentence`${name}: throughput ${ratesText(context, own)}` };
  });

/** A note that there is no spread, if no search was repeated. */
const oneSearch = (cells: readonly Throughput[]): readonly Remark[] =>
  cells.some(({ result }) => result.repeats !== undefined)
    ? []
    : [{ level: 'note', text: ['One search each: bounds, but no spread.'] }];

/** The highest load without loss (RFC 2544 section 26.1). */
export const throughputSections: SectionsOf<ThroughputResult> = (context, cells) => [
  {
    id: 'throughput',
    title: 'Throughput (RFC 2544 section 26.1)',
    headline: [...ranking(context, cells), ...headline(context, cells)],
    remarks: [...lineRateRemark(context.media), ...oneSearch(cells)],
    blocks: [resultTable(context, cells), ...byRouter(context, cells), ...figure(context, cells)],
    detail: false,
  },
  ...networkSections(
    { id: 'throughput', title: 'Throughput' },
    cells.flatMap((cell) => rateIn(context, cell)),
    context,
  ),
];
