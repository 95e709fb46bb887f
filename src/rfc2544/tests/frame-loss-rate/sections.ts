import type { Absent, Lines, Remark, Sentence } from '../../../model/section/section.js';
import { quantity, sentence } from '../../../model/section/sentence.js';
import { frameLossRatio, offeredLoad } from '../../../model/trial.js';
import type { FrameLossRateResult } from './result.js';
import { factsOfNetwork } from '../../measured-networks.js';
import {
  planeName,
  usedTrials,
  type CellOf,
  type ReportContext,
  type SectionsOf,
} from '../../sections/context.js';
import { cpuBlocks, cpuRemarks } from '../../sections/over-load/cpu-time.js';
import { byCondition, fates, routerFates, withoutFates } from '../../sections/over-load/fates.js';
import { lineRateOf } from '../../sections/line-rate.js';
import { loadTable } from '../../sections/over-load/load-table.js';
import { lossSentence } from '../../sections/losses.js';
import { medianTrial, validTrials } from '../../sections/median-trial.js';
import { routerCurves } from '../../sections/figures/router-figure.js';
import { headlineOf } from '../../sections/smallest.js';

type LossRates = CellOf<FrameLossRateResult>;

/** The representative trial of each load, with the loss of all valid ones at it, and their numbers. */
const mediansOf = ({ loads }: FrameLossRateResult, { trialOf }: ReportContext) =>
  loads.flatMap(({ trials: all }) => {
    const valid = validTrials(all, trialOf);
    const trial = medianTrial(valid);
    if (trial === undefined || trial.counts.offered === 0) return [];
    return [{ trial, losses: valid.map(frameLossRatio), trials: usedTrials(all, trialOf) }];
  });

const seriesOf = (cell: LossRates, context: ReportContext, lineRate: number) => {
  const points = mediansOf(cell.result, context).map(({ trial, losses, trials }) => ({
    x: offeredLoad(trial) / lineRate,
    y: frameLossRatio(trial),
    least: Math.min(...losses),
    greatest: Math.max(...losses),
    trials,
  }));
  return points.length === 0 ? [] : [{ name: `${cell.frameSize} bytes`, points }];
};

/**
 * Loss over load, a figure for each data plane, both axes from 0 to 100 %; over frames/s if the
 * line rate is not known.
 */
const figures = (
  context: ReportContext,
  cells: readonly LossRates[],
): readonly (Lines | Absent)[] =>
  [...new Set(cells.map(planeName))].map((name) => {
    const own = cells.filter((cell) => planeName(cell) === name);
    const rates = own.map((cell) =>
      lineRateOf(factsOfNetwork(context, cell).media, cell.frameSize),
    );
    const known = rates.every((rate) => rate !== undefined);
    const series = own.flatMap((cell, index) =>
      seriesOf(cell, context, known ? (rates[index] ?? 1) : 1),
    );
    const over = known ? 'offered load as a fraction of line rate' : 'offered load';
    const title = `${name}: frame loss over ${over}`;
    if (series.length === 0) return { kind: 'absent', title, why: ['no load has a valid trial'] };
    return {
      kind: 'lines',
      title,
      description: known
        ? 'Both axes from 0 to 100 % (RFC 2544 section 26.3).'
        : 'The link speed is not known, so loads are not a fraction of the line rate (RFC 2544 section 26.3).',
      x: known
        ? { title: 'offered load', unit: 'ratio', scale: 'linear', end: 1 }
        : { title: 'offered load', unit: 'pps', scale: 'linear' },
      y: { title: 'loss', unit: 'ratio', scale: 'linear', end: 1 },
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
        ...routerCurves(group, context),
        ...routerFates(group, context.trialOf),
      ]),
      ...withoutFates(byCondition(cells), context.trialOf),
      ...cpuBlocks(cells, context),
    ],
    detail: false,
  },
];
