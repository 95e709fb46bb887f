import type { Lines, Remark, Sentence } from '../../../model/section/section.js';
import { quantity, sentence } from '../../../model/section/sentence.js';
import { frameLossRatio, offeredLoad, type TrialResult } from '../../../model/trial.js';
import type { FrameLossRateResult } from './result.js';
import { factsOfNetwork } from '../../measured-networks.js';
import {
  planeName,
  type CellOf,
  type ReportContext,
  type SectionsOf,
} from '../../sections/context.js';
import { cpuBlocks, cpuRemarks } from '../../sections/over-load/cpu-time.js';
import { byCondition, fates, routerFates } from '../../sections/over-load/fates.js';
import { lineRateOf } from '../../sections/line-rate.js';
import { loadTable } from '../../sections/over-load/load-table.js';
import { lossSentence } from '../../sections/losses.js';
import { medianTrial, validTrials } from '../../sections/median-trial.js';
import { headlineOf } from '../../sections/smallest.js';

type LossRates = CellOf<FrameLossRateResult>;

/** The representative trial of each load, each with the numbers of all at its load. */
const mediansOf = (
  { loads }: FrameLossRateResult,
  { trialOf }: ReportContext,
): readonly { readonly trial: TrialResult; readonly trials: readonly number[] }[] =>
  loads.flatMap(({ trials }) => {
    const trial = medianTrial(validTrials(trials, trialOf));
    return trial === undefined || trial.counts.offered === 0 ? [] : [{ trial, trials }];
  });

const seriesOf = (cell: LossRates, context: ReportContext) => {
  const lineRate = lineRateOf(factsOfNetwork(context, cell).media, cell.frameSize);
  if (lineRate === undefined) return [];
  const points = mediansOf(cell.result, context).map(({ trial, trials }) => {
    const loss = frameLossRatio(trial);
    return { x: offeredLoad(trial) / lineRate, y: loss, least: loss, greatest: loss, trials };
  });
  return points.length === 0 ? [] : [{ name: `${cell.frameSize} bytes`, points }];
};

/** Loss over load, a figure for each data plane, both axes from 0 to 100 %. */
const figures = (context: ReportContext, cells: readonly LossRates[]): readonly Lines[] =>
  [...new Set(cells.map(planeName))].flatMap((name) => {
    const own = cells.filter((cell) => planeName(cell) === name);
    const series = own.flatMap((cell) => seriesOf(cell, context));
    if (series.length === 0) return [];
    return {
      kind: 'lines',
      title: `${name}: frames lost, over the load offered as a part of the line rate`,
      description: 'Both axes from 0 to 100 % (RFC 2544 section 26.3).',
      x: { title: 'offered load', unit: 'ratio', scale: 'linear' },
      y: { title: 'loss', unit: 'ratio', scale: 'linear' },
      series,
      references: [],
    };
  });

const says = (result: FrameLossRateResult, context: ReportContext): Sentence => {
  const trials = mediansOf(result, context)
    .map(({ trial }) => trial)
    .toSorted((one, other) => offeredLoad(other) - offeredLoad(one));
  const [highest] = trials;
  if (highest === undefined) return ['frame loss rate not measurable'];
  const at = quantity(offeredLoad(highest), 'pps');
  if (frameLossRatio(highest) === 0) return sentence`no loss up to ${at}`;
  const lossFree = trials.find((trial) => frameLossRatio(trial) === 0);
  const below =
    lossFree === undefined ? [] : sentence`; no loss at ${quantity(offeredLoad(lossFree), 'pps')}`;
  return sentence`at ${at} ${lossSentence(highest)}${below}`;
};

/** The highest load that was asked for and could not be measured, above all that were. */
const notOffered = (cell: LossRates): readonly Remark[] => {
  const { loads } = cell.result;
  const [highest] = loads;
  if (highest === undefined || highest.decided) return [];
  const size = quantity(cell.frameSize, 'bytes');
  const load = quantity(highest.intendedLoad, 'pps');
  return [
    {
      level: 'warning',
      text: sentence`${planeName(cell)}, ${size}: ${load} could not be measured, every trial is invalid`,
    },
  ];
};

/** Loss over load, from the maximum load down (RFC 2544 section 26.3). */
export const frameLossRateSections: SectionsOf<FrameLossRateResult> = (context, cells) => [
  {
    id: 'frame-loss-rate',
    title: 'Frame loss rate (RFC 2544 section 26.3)',
    headline: headlineOf(cells, (result) => says(result, context)),
    remarks: [
      { level: 'note', text: ['Down to two successive loads without loss.'] },
      ...cpuRemarks(cells, context),
      ...cells.flatMap(notOffered),
      ...cells
        .filter(({ result }) => !result.endedLossFree)
        .map((cell): Remark => ({
          level: 'warning',
          text: sentence`${planeName(cell)}, ${quantity(cell.frameSize, 'bytes')}: no two successive loads without loss`,
        })),
    ],
    blocks: [
      loadTable('Loss at each load', cells, context.trialOf),
      ...figures(context, cells),
      ...byCondition(cells).flatMap((group) => [
        ...fates(group, context.trialOf),
        ...routerFates(group, context.trialOf),
      ]),
      ...cpuBlocks(cells, context),
    ],
    detail: false,
  },
];
