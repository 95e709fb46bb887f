import type { Remark, Section, Sentence } from '../../../model/section/section.js';
import { quantity, sentence } from '../../../model/section/sentence.js';
import { forwardingRate } from '../../../model/trial.js';
import { pps, type Pps } from '../../../model/units.js';
import type { LoadSweepResult } from './result.js';
import { planeName, type CellOf, type SectionsOf, type TrialOf } from '../../sections/context.js';
import { leftOut } from '../../sections/left-out.js';
import { loadTable } from '../../sections/load-table.js';
import { lossSentence } from '../../sections/losses.js';
import { validTrials } from '../../sections/median-trial.js';
import { rankingOf } from '../../sections/ranking.js';
import { routerHeadline, routerTable, type TrialAt } from '../../sections/routers.js';
import { CELL_COLUMNS, cellValues, numbers, table } from '../../sections/table.js';
import { curve, fates } from './figures.js';
import { forwardedOf, isCarried, overloadOf, type Forwarded } from './overload.js';

type Sweep = CellOf<LoadSweepResult>;

/** From this part of its peak on, a device holds it. */
const HELD = 0.95;

const bySize = (cells: readonly Sweep[]): readonly (readonly Sweep[])[] =>
  [...new Set(cells.map(({ frameSize }) => frameSize))].map((size) =>
    cells.filter(({ frameSize }) => frameSize === size),
  );

const highestOf = (measured: readonly Forwarded[]): Forwarded | undefined =>
  measured.toSorted((one, other) => other.load - one.load)[0];

/** The result of a sweep. A plateau is claimed only of a device that carried a lower load. */
const outcome = (result: LoadSweepResult, trialOf: TrialOf): Sentence => {
  const measured = forwardedOf(result, trialOf);
  const highest = highestOf(measured);
  if (highest === undefined) return ['no valid trial'];
  const at = quantity(highest.offered, 'pps');
  if (measured.every(isCarried)) return sentence`no overload up to ${at}`;
  const rate = quantity(highest.rate, 'pps');
  const loss = lossSentence(highest.trial);
  const { peak, held } = overloadOf(result, trialOf) ?? {};
  if (peak === undefined || held === undefined) {
    return sentence`${rate} forwarded of ${at}; ${loss}`;
  }
  const [best, share] = [quantity(peak.rate, 'pps'), quantity(held, 'ratio')];
  return held >= HELD
    ? sentence`holds its peak of ${best} under overload: ${rate} of ${at} (${share}); ${loss}`
    : sentence`falls from ${best} at ${quantity(peak.offered, 'pps')} to ${rate} at ${at}, ${share} of its peak; ${loss}`;
};

/** The highest load that all were offered; undefined where there is none. */
const commonLoad = (cells: readonly Sweep[]): Pps | undefined => {
  const loads = cells.map(({ result }) => result.loads.map(({ intendedLoad }) => intendedLoad));
  const common = (loads[0] ?? []).filter((load) => loads.every((own) => own.includes(load)));
  return common.length === 0 ? undefined : pps(Math.max(...common));
};

const trialsAt = (cells: readonly Sweep[], trialOf: TrialOf): readonly TrialAt[] =>
  cells.flatMap((cell) =>
    forwardedOf(cell.result, trialOf).map(({ load, trial }) => ({ cell, load, trial })),
  );

/** How devices compare at the highest load that all were offered. */
const ranking = (cells: readonly Sweep[], trialOf: TrialOf): readonly Remark[] => {
  const highest = commonLoad(cells);
  if (highest === undefined) return [];
  return rankingOf(
    sentence`Forwarded of ${quantity(highest, 'pps')}`,
    cells.map((cell) => {
      const at = cell.result.loads.find(({ intendedLoad }) => intendedLoad === highest);
      const values = validTrials(at?.trials ?? [], trialOf).map(forwardingRate);
      return { name: planeName(cell), values };
    }),
  );
};

const overload = (cells: readonly Sweep[], trialOf: TrialOf): readonly Section[] => {
  const rows = cells.flatMap((cell) => {
    const found = overloadOf(cell.result, trialOf);
    if (found === undefined) return [];
    const { peak, plateau, held } = found;
    return [
      [
        ...cellValues(cell),
        peak?.rate ?? null,
        peak?.offered ?? null,
        plateau?.rate ?? null,
        plateau?.offered ?? null,
        held ?? null,
      ],
    ];
  });
  if (rows.length === 0) return [];
  const columns = [
    ...CELL_COLUMNS,
    numbers('peak', 'peak', 'pps'),
    numbers('peak-load', 'offered', 'pps'),
    numbers('plateau', 'plateau', 'pps'),
    numbers('plateau-load', 'offered', 'pps'),
    numbers('held', 'plateau / peak', 'ratio'),
  ];
  const title = 'Median rate forwarded at best, and at the highest load';
  const blocks = [table(title, columns, rows)];
  return [
    { id: 'overload', title: 'Under overload', headline: [], remarks: [], blocks, detail: false },
  ];
};

/** What is forwarded at given loads. */
export const loadSweepSections: SectionsOf<LoadSweepResult> = ({ trialOf, routers }, cells) => {
  const groups = bySize(cells);
  const lines = cells.map((cell): Remark => {
    const size = quantity(cell.frameSize, 'bytes');
    const text = sentence`${planeName(cell)}, ${size}: ${outcome(cell.result, trialOf)}`;
    return { level: 'result', text };
  });
  return [
    {
      id: 'load-sweep',
      title: 'Load sweep',
      headline: [
        ...groups.flatMap((group) => ranking(group, trialOf)),
        ...lines,
        ...groups.flatMap((group) => {
          const highest = commonLoad(group);
          const measured = trialsAt(group, trialOf).filter(({ load }) => load === highest);
          return routerHeadline(measured, routers);
        }),
      ],
      remarks: [
        { level: 'note', text: ['Of repeated trials, the one of median forwarding rate.'] },
        ...leftOut(cells.map(({ dataPlane }) => dataPlane)),
      ],
      blocks: [
        loadTable('Forwarded at each load', cells, trialOf),
        ...routerTable('By router at each load', trialsAt(cells, trialOf), routers),
        ...groups.flatMap((group) => [...curve(group, trialOf), ...fates(group, trialOf)]),
      ],
      detail: false,
    },
    ...overload(cells, trialOf),
  ];
};
