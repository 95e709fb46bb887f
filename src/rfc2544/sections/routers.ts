import type { Remark, Sentence, Table } from '../../model/section/section.js';
import { joined, quantity, sentence } from '../../model/section/sentence.js';
import type { TrialResult } from '../../model/trial.js';
import type { Pps } from '../../model/units.js';
import { fairnessOf, routerFigures, type RouterFigures } from '../trials/router-figures.js';
import { CARRIED } from '../trials/loss-free.js';
import { factsOfNetwork, type RunNetworks } from '../measured-networks.js';
import { planeName, type Cell } from './context.js';
import { lostByRouter, ownPlaces, sharedPlaces } from './over-load/fates.js';
import { PLACES } from './losses.js';
import { cellColumns, cellValues, numbers, plain, table } from './table.js';

/** A cell's trial of median rate at one load. */
export interface TrialAt {
  readonly cell: Cell;
  readonly load: Pps;
  readonly trial: TrialResult;
}

/** More routers with loads of their own are shown in the table only. */
const MOST_HEADLINES = 4;

/** Trials in networks of several routers. */
const withSeveral = (measured: readonly TrialAt[], run: RunNetworks): readonly TrialAt[] =>
  measured.filter(({ cell }) => (factsOfNetwork(run, cell).routers?.count ?? 1) > 1);

const shownAt = (places: readonly string[]): string =>
  places.length === 0 ? 'lost elsewhere' : `shared: lost in ${places.join(', ')}`;

/**
 * A row for each router at each load; nothing for networks with one router. Losses on counters that
 * routers share are marked as shared.
 */
export const routerTable = (
  title: string,
  measured: readonly TrialAt[],
  run: RunNetworks,
): readonly Table[] => {
  const several = withSeveral(measured, run);
  const trials = several.map(({ trial }) => trial);
  const own = ownPlaces(trials);
  const others = sharedPlaces(trials);
  const rows = several.flatMap(({ cell, load, trial }) =>
    routerFigures(trial).map((each) => [
      ...cellValues(cell),
      load,
      each.router,
      each.intendedLoad,
      each.offeredLoad,
      each.forwardingRate,
      each.lossRatio,
      ...own.map((place) => lostByRouter(each, place)),
      ...(own.length + others.length === 0 ? [] : [each.lostElsewhere]),
    ]),
  );
  if (rows.length === 0) return [];
  const columns = [
    ...cellColumns(several.map(({ cell }) => cell)),
    numbers('intended-load', 'in all', 'pps'),
    numbers('router', 'router', 'count'),
    numbers('router-intended-load', 'intended', 'pps'),
    numbers('router-offered-load', 'offered', 'pps'),
    numbers('router-forwarding-rate', 'received', 'pps'),
    numbers('router-loss-ratio', 'loss', 'ratio'),
    ...own.map((place) => numbers(`router-lost-${place}`, `lost in ${PLACES[place]}`, 'frames')),
    ...(own.length + others.length === 0
      ? []
      : [numbers('router-lost-shared', shownAt(others), 'frames')]),
  ];
  return [table(title, columns, rows)];
};

/**
 * How fairly routers are served at each load: Jain's index of what each received of what it was
 * offered. Nothing for networks with one router, nor for trials in which routers cannot be told
 * apart.
 */
export const fairnessTable = (measured: readonly TrialAt[], run: RunNetworks): readonly Table[] => {
  const several = withSeveral(measured, run);
  const rows = several.flatMap(({ cell, load, trial }) => {
    const fairness = fairnessOf(trial);
    if (fairness === undefined) return [];
    const served = routerFigures(trial).flatMap(({ lossRatio }) => lossRatio ?? []);
    const [least, most] = [1 - Math.max(...served), 1 - Math.min(...served)];
    return [[...cellValues(cell), load, served.length, fairness, least, most]];
  });
  if (rows.length === 0) return [];
  const columns = [
    ...cellColumns(several.map(({ cell }) => cell)),
    numbers('intended-load', 'in all', 'pps'),
    numbers('routers', 'routers', 'count'),
    plain('fairness', "Jain's index"),
    numbers('least-served', 'least received', 'ratio'),
    numbers('most-served', 'most received', 'ratio'),
  ];
  const title =
    "Fairness: Jain's index of what each router received of what it was offered; 1 if all lose the same fraction";
  return [table(title, columns, rows)];
};

/** The other routers that lose frames in all of some trials: ` beside an overloaded router 0`. */
const overloadedOthers = (router: number, all: readonly (readonly RouterFigures[])[]): string => {
  const losing = (all[0] ?? [])
    .map((each) => each.router)
    .filter(
      (other) =>
        other !== router &&
        all.every((figures) =>
          figures.some((each) => each.router === other && (each.lossRatio ?? 0) > CARRIED),
        ),
    );
  const [first, ...more] = losing;
  if (first === undefined) return '';
  return more.length === 0
    ? ` beside an overloaded router ${first}`
    : ` beside ${losing.length} overloaded routers`;
};

/**
 * What routers with a load of their own receive on each data plane while a load is offered. Nothing
 * if no router has one, or if none can be told apart.
 * @param measured at one load and frame size, in one network
 */
export const routerHeadline = (
  measured: readonly TrialAt[],
  run: RunNetworks,
): readonly Remark[] => {
  const [first] = measured;
  if (first === undefined) return [];
  const { count = 1, traffic = 'in-turn' } = factsOfNetwork(run, first.cell).routers ?? {};
  if (count === 1 || traffic === 'in-turn') return [];
  const own = traffic.flatMap((each) => ('share' in each ? [] : [each.router]));
  if (own.length > MOST_HEADLINES) return [];
  return own.flatMap((router): Remark[] => {
    const told = measured.flatMap(({ cell, trial }) => {
      const all = routerFigures(trial);
      const figures = all.find((each) => each.router === router);
      if (figures === undefined || figures.forwardingRate === null) return [];
      const received = quantity(figures.forwardingRate, 'pps');
      const offered = quantity(figures.offeredLoad, 'pps');
      const text = sentence`${received} of ${offered} with ${planeName(cell)}`;
      return [{ all, text }];
    });
    if (told.length === 0) return [];
    const beside = overloadedOthers(
      router,
      told.map(({ all }) => all),
    );
    const figures: Sentence = joined(
      told.map(({ text }) => text),
      ', ',
    );
    const size = quantity(first.cell.frameSize, 'bytes');
    const load = quantity(first.load, 'pps');
    return [
      {
        level: 'result',
        text: sentence`router ${router}${beside}, ${size}, ${load} in all: receives ${figures}`,
      },
    ];
  });
};
