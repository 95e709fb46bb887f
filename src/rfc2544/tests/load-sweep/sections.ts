import type { Remark, Section } from '../../../model/section/section.js';
import { quantity, sentence } from '../../../model/section/sentence.js';
import { forwardingRate } from '../../../model/trial.js';
import { pps, type Pps } from '../../../model/units.js';
import type { LoadSweepResult } from './result.js';
import {
  modifiedPlane,
  planeName,
  type CellOf,
  type ReportContext,
  type SectionsOf,
  type TrialOf,
} from '../../sections/context.js';
import { forwardedOf } from '../../sections/over-load/at-loads.js';
import { cpuBlocks, cpuRemarks } from '../../sections/over-load/cpu-time.js';
import { byCondition, fates, routerFates, withoutFates } from '../../sections/over-load/fates.js';
import { leftOut } from '../../sections/left-out.js';
import { loadTable } from '../../sections/over-load/load-table.js';
import { ratesByBlock, validTrials } from '../../sections/median-trial.js';
import { networkSections, type NetworkRate } from '../../sections/figures/network-figure.js';
import { rankingOf } from '../../sections/ranking.js';
import {
  fairnessTable,
  routerHeadline,
  routerTable,
  type TrialAt,
} from '../../sections/routers.js';
import { cellColumns, cellValues, numbers, table } from '../../sections/table.js';
import { routerCurves } from '../../sections/figures/router-figure.js';
import { curve } from './figures.js';
import { headlineOf } from './headline.js';
import { overloadOf } from './overload.js';
import { disagreementOf, overloadSummary } from './summary.js';

type Sweep = CellOf<LoadSweepResult>;

/** With more networks and frame sizes, the headline has no sentence for each. */
const MOST_SUMMARIES = 3;

/** The highest load that all were offered; undefined if there is none. */
const commonLoad = (cells: readonly Sweep[]): Pps | undefined => {
  const loads = cells.map(({ result }) => result.loads.map(({ intendedLoad }) => intendedLoad));
  const common = (loads[0] ?? []).filter((load) => loads.every((own) => own.includes(load)));
  return common.length === 0 ? undefined : pps(Math.max(...common));
};

const trialsAt = (cells: readonly Sweep[], trialOf: TrialOf): readonly TrialAt[] =>
  cells.flatMap((cell) =>
    forwardedOf(cell.result, trialOf).map(({ load, trial }) => ({ cell, load, trial })),
  );

/** What sweeps show in a sentence; nothing if it takes a line for each data plane, or repeats disagree. */
const summaryOf = (cells: readonly Sweep[], trialOf: TrialOf): readonly Remark[] => {
  if (disagreementOf(cells, trialOf).length > 0) return [];
  const found = overloadSummary(cells, trialOf);
  return found === undefined ? [] : [found];
};

/** How devices compare at the highest load that all were offered, if repeats agree at every load. */
const ranking = (
  cells: readonly Sweep[],
  { trialOf, blockOf }: ReportContext,
): readonly Remark[] => {
  const disagreeing = disagreementOf(cells, trialOf);
  if (disagreeing.length > 0) return disagreeing;
  const highest = commonLoad(cells);
  if (highest === undefined) return [];
  return rankingOf(
    sentence`Forwarded of ${quantity(highest, 'pps')}`,
    cells.map((cell) => {
      const at = cell.result.loads.find(({ intendedLoad }) => intendedLoad === highest);
      const values = validTrials(at?.trials ?? [], trialOf).map(forwardingRate);
      const byBlock = ratesByBlock(at?.trials ?? [], trialOf, blockOf);
      return { name: planeName(cell), values, byBlock };
    }),
  );
};

/** A note if there is no ranking for lack of repeats. */
const notRanked = (cells: readonly Sweep[], trialOf: TrialOf): readonly Remark[] => {
  const isSingle = cells.every(({ result }) =>
    result.loads.every(({ trials }) => validTrials(trials, trialOf).length < 2),
  );
  return isSingle && new Set(cells.map(planeName)).size > 1
    ? [
        {
          level: 'note',
          text: ['One trial at each load: the spread is unknown, so nothing is ranked.'],
        },
      ]
    : [];
};

const overload = (cells: readonly Sweep[], trialOf: TrialOf): readonly Section[] => {
  const rows = cells.flatMap((cell) => {
    const found = overloadOf(cell.result, trialOf);
    if (found === undefined) return [];
    const { peak, plateau, held, bounds } = found;
    return [
      [
        ...cellValues(cell),
        peak?.rate ?? null,
        peak?.offered ?? null,
        plateau?.rate ?? null,
        plateau?.offered ?? null,
        held ?? null,
        bounds?.[0] ?? null,
        bounds?.[1] ?? null,
      ],
    ];
  });
  if (rows.length === 0) return [];
  const columns = [
    ...cellColumns(cells),
    numbers('peak', 'peak', 'pps'),
    numbers('peak-load', 'offered', 'pps'),
    numbers('plateau', 'plateau', 'pps'),
    numbers('plateau-load', 'offered', 'pps'),
    numbers('held', 'plateau / peak', 'ratio'),
    numbers('held-least', 'at least', 'ratio'),
    numbers('held-most', 'at most', 'ratio'),
  ];
  const title =
    'Median forwarding rate at the peak and at the highest load, and their quotient over all repeats';
  const blocks = [table(title, columns, rows)];
  return [
    { id: 'overload', title: 'Under overload', headline: [], remarks: [], blocks, detail: false },
  ];
};

/** The highest rate of a sweep, with the spread of the trials at that load. */
const bestOf = (cell: Sweep, trialOf: TrialOf): readonly NetworkRate[] => {
  const { loads } = cell.result;
  const [best] = forwardedOf(cell.result, trialOf).toSorted((one, other) => other.rate - one.rate);
  if (best === undefined) return [];
  const trials = loads.find(({ intendedLoad }) => intendedLoad === best.load)?.trials ?? [];
  const rates = validTrials(trials, trialOf).map(forwardingRate);
  return [
    {
      series: modifiedPlane(cell),
      network: cell.network,
      frameSize: cell.frameSize,
      rate: best.rate,
      bound: false,
      least: Math.min(...rates),
      greatest: Math.max(...rates),
      trials,
    },
  ];
};

/** What is forwarded at given loads. */
export const loadSweepSections: SectionsOf<LoadSweepResult> = (context, cells) => {
  const { trialOf } = context;
  const groups = byCondition(cells);
  const rankings = groups.flatMap((group) => ranking(group, context));
  const routers = groups.flatMap((group) => {
    const highest = commonLoad(group);
    const measured = trialsAt(group, trialOf).filter(({ load }) => load === highest);
    return routerHeadline(measured, context);
  });
  const summary = groups.flatMap((group) => summaryOf(group, trialOf));
  return [
    {
      id: 'load-sweep',
      title: 'Load sweep',
      ...(summary.length > 0 &&
        summary.length <= MOST_SUMMARIES && { summary: [...summary, ...rankings, ...routers] }),
      headline: [...rankings, ...routers, ...groups.flatMap((group) => headlineOf(group, trialOf))],
      remarks: [
        { level: 'note', text: ['Of repeated trials, the one of median forwarding rate.'] },
        ...notRanked(cells, trialOf),
        ...cpuRemarks(cells, context),
        ...leftOut(cells.map(({ dataPlane }) => dataPlane)),
      ],
      blocks: [
        loadTable('Forwarded at each load', cells, trialOf),
        ...routerTable('By router at each load', trialsAt(cells, trialOf), context),
        ...fairnessTable(trialsAt(cells, trialOf), context),
        ...groups.flatMap((group) => [
          ...curve(group, context),
          ...fates(group, trialOf),
          ...routerCurves(group, context),
          ...routerFates(group, trialOf),
        ]),
        ...withoutFates(groups, trialOf),
        ...cpuBlocks(cells, context),
      ],
      detail: false,
    },
    ...overload(cells, trialOf),
    ...networkSections(
      { id: 'forwarding-rate', title: 'Highest forwarding rate' },
      cells.flatMap((cell) => bestOf(cell, trialOf)),
      context,
    ),
  ];
};
