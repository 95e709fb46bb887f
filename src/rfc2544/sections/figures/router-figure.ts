import type { Absent, Lines, Point } from '../../../model/section/section.js';
import { factsOfNetwork } from '../../measured-networks.js';
import { routerFigures } from '../../trials/router-figures.js';
import { conditionText, modifiedPlane, usedTrials, type ReportContext } from '../context.js';
import { validTrials } from '../median-trial.js';
import { forwardedOf } from '../over-load/at-loads.js';
import type { LoadsOfCell } from '../over-load/load-table.js';

/** More routers are shown in the table only. */
const MOST_DRAWN = 8;

/** What a router received over the load offered to all, with the spread of repeats. */
const pointsOf = (
  { result }: LoadsOfCell,
  router: number,
  { trialOf }: ReportContext,
): readonly Point[] =>
  result.loads.flatMap(({ intendedLoad, trials }) => {
    const [median] = forwardedOf({ loads: [{ intendedLoad, trials }] }, trialOf);
    const rateIn = (trial: Parameters<typeof routerFigures>[0]): number | null =>
      routerFigures(trial).find((each) => each.router === router)?.forwardingRate ?? null;
    const y = median === undefined ? null : rateIn(median.trial);
    if (median === undefined || y === null) return [];
    const rates = validTrials(trials, trialOf).flatMap((trial) => rateIn(trial) ?? []);
    const [least, greatest] = [Math.min(...rates), Math.max(...rates)];
    return [{ x: median.offered, y, least, greatest, trials: usedTrials(trials, trialOf) }];
  });

/**
 * What each router received over the load offered to all, under one condition: whether a router
 * keeps its frames beside an overloaded one. Nothing for networks with one router.
 */
export const routerCurves = (
  cells: readonly LoadsOfCell[],
  context: ReportContext,
): readonly (Lines | Absent)[] => {
  const [first] = cells;
  if (first === undefined) return [];
  const { routers } = factsOfNetwork(context, first);
  const count = routers?.count ?? 1;
  if (count < 2 || routers?.traffic === 'in-turn') return [];
  const title = `Received by each router over offered load, ${conditionText(first)}`;
  const absent = (why: string): readonly Absent[] => [{ kind: 'absent', title, why: [why] }];
  if (count > MOST_DRAWN) return absent(`${count} routers are too many to tell apart in a figure`);
  const series = cells.flatMap((cell) =>
    Array.from({ length: count }, (_, router) => ({
      name: `${modifiedPlane(cell)}, router ${router}`,
      points: pointsOf(cell, router, context),
    })).filter(({ points }) => points.length > 0),
  );
  if (series.length === 0) return absent('no counter tells the frames of routers apart');
  return [
    {
      kind: 'lines',
      title,
      description: 'Isolated is a router whose rate does not fall as the load of others rises.',
      x: { title: 'offered load in all', unit: 'pps', scale: 'linear' },
      y: { title: 'received', unit: 'pps', scale: 'linear' },
      series,
      references: [],
    },
  ];
};
