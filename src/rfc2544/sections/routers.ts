import type { Remark, Sentence, Table } from '../../model/section/section.js';
import { joined, quantity, sentence } from '../../model/section/sentence.js';
import { sum } from '../../model/numbers/sum.js';
import type { TrialResult } from '../../model/trial.js';
import { pps, type Pps } from '../../model/units.js';
import { factsOfNetwork, type RunNetworks } from '../measured-networks.js';
import { planeName, type Cell } from './context.js';
import { cellColumns, cellValues, numbers, table } from './table.js';

/** What a trial gave of one router, all of its streams together. */
export interface RouterFigures {
  readonly router: number;
  readonly intendedLoad: Pps;
  readonly offeredLoad: Pps;
  /** null where no counter tells its frames from those of other routers; likewise the ratio. */
  readonly forwardingRate: Pps | null;
  /** Lost frames as a fraction of offered ones. */
  readonly lossRatio: number | null;
}

/** A cell's trial of median rate at one load. */
export interface TrialAt {
  readonly cell: Cell;
  readonly load: Pps;
  readonly trial: TrialResult;
}

/** A router of which no more is lost is not overloaded. */
const CARRIED = 0.005;
/** More routers with loads of their own are read in the table. */
const MOST_HEADLINES = 4;

/** The figures of each router of a trial; none where the trial has no streams. */
export const routerFigures = ({
  request,
  streams = [],
  offeredDuration,
}: TrialResult): readonly RouterFigures[] => {
  const intended = new Map(request.streams?.map((each) => [each.stream, each.intendedLoad]));
  const rate = (frames: number): Pps =>
    pps(offeredDuration === 0 ? 0 : (frames * 1e9) / offeredDuration);
  return [...new Set(streams.map(({ router }) => router))].map((router) => {
    const own = streams.filter((each) => each.router === router);
    const offered = sum(own.map(({ counts }) => counts.offered));
    const counted = own.flatMap(({ counts: { receivedBySink } }) => receivedBySink ?? []);
    const received = counted.length === own.length ? sum(counted) : null;
    return {
      router,
      intendedLoad: pps(sum(own.map(({ stream }) => intended.get(stream) ?? 0))),
      offeredLoad: rate(offered),
      forwardingRate: received === null ? null : rate(received),
      lossRatio: received === null ? null : offered === 0 ? 0 : Math.max(0, 1 - received / offered),
    };
  });
};

/** A row for each router at each load; nothing of networks with one router. */
export const routerTable = (
  title: string,
  measured: readonly TrialAt[],
  run: RunNetworks,
): readonly Table[] => {
  const several = measured.filter(
    ({ cell }) => (factsOfNetwork(run, cell).routers?.count ?? 1) > 1,
  );
  const rows = several.flatMap(({ cell, load, trial }) =>
    routerFigures(trial).map((each) => [
      ...cellValues(cell),
      load,
      each.router,
      each.intendedLoad,
      each.offeredLoad,
      each.forwardingRate,
      each.lossRatio,
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
  ];
  return [table(title, columns, rows)];
};

/** The other routers that lose frames in all of some trials: ` beside an overloaded router 0`. */
const besides = (router: number, all: readonly (readonly RouterFigures[])[]): string => {
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
 * where no router has one, or where none is told apart.
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
    const beside = besides(
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
