import { groupBy } from '../../../model/group-by.js';
import type { Absent, Stacks } from '../../../model/section/section.js';
import { sum } from '../../../model/numbers/sum.js';
import type { LossLocation, TrialResult } from '../../../model/trial.js';
import { LOSS_LOCATIONS } from '../../../model/trial.js';
import { routerFigures, type RouterFigures } from '../../trials/router-figures.js';
import { forwardedOf } from './at-loads.js';
import { conditionText, modifiedPlane, type Cell, type TrialOf } from '../context.js';
import type { LoadsOfCell } from './load-table.js';
import { lossPlaces, lostAt, PLACES } from '../losses.js';

/** More routers are shown in the table only. */
const MOST_DRAWN = 8;

const OFFERED = { title: 'offered load', unit: 'pps', scale: 'category' } as const;

/** Cells grouped by network and frame size, to compare data planes. */
export const byCondition = <Measured extends Cell>(
  cells: readonly Measured[],
): readonly (readonly Measured[])[] => [
  ...groupBy(cells, ({ network = '', frameSize }) => `${frameSize} ${network}`).values(),
];

const trialsOf = (cells: readonly LoadsOfCell[], trialOf: TrialOf): readonly TrialResult[] =>
  cells.flatMap((cell) => forwardedOf(cell.result, trialOf).map(({ trial }) => trial));

const lostNothing = (trials: readonly TrialResult[]): boolean =>
  lossPlaces(trials).length === 0 && trials.every(({ unlocated }) => unlocated <= 0);

/** Why there is no figure of where frames went: one line for all conditions it is missing under. */
export const withoutFates = (
  groups: readonly (readonly LoadsOfCell[])[],
  trialOf: TrialOf,
): readonly Absent[] => {
  const reasons = groups.flatMap((cells) => {
    const [first] = cells;
    const trials = trialsOf(cells, trialOf);
    if (first === undefined || !lostNothing(trials)) return [];
    const why = trials.length === 0 ? 'no load has a valid trial' : 'no frame was lost';
    return [{ why, condition: conditionText(first) }];
  });
  return [...groupBy(reasons, ({ why }) => why)].map(([why, all]) => {
    const conditions = all.map(({ condition }) => condition).join('; ');
    return { kind: 'absent', title: `Where frames went, ${conditions}`, why: [why] };
  });
};

/** Where the frames offered at each load ended, under one condition; nothing if none was lost. */
export const fates = (cells: readonly LoadsOfCell[], trialOf: TrialOf): readonly Stacks[] => {
  const measured = cells.map((cell) => ({ cell, at: forwardedOf(cell.result, trialOf) }));
  const trials = measured.flatMap(({ at }) => at.map(({ trial }) => trial));
  const places = lossPlaces(trials);
  const open = trials.some(({ unlocated }) => unlocated > 0);
  const [first] = cells;
  if (first === undefined) return [];
  if (lostNothing(trials)) return [];
  const title = `Where frames went, ${conditionText(first)}`;
  return [
    {
      kind: 'stacks',
      unit: 'frames',
      scale: 'share',
      title,
      description: 'All frames offered in the trial of median forwarding rate.',
      x: OFFERED,
      parts: [
        'received by the sink',
        ...places.map((place) => `lost in ${PLACES[place]}`),
        ...(open ? ['not located'] : []),
      ],
      groups: measured.map(({ cell, at }) => ({
        name: modifiedPlane(cell),
        bars: at.map(({ offered, trial }) => ({
          x: offered,
          amounts: [
            trial.counts.receivedBySink,
            ...places.map((place) => lostAt(trial, place)),
            ...(open ? [Math.max(0, trial.unlocated)] : []),
          ],
        })),
      })),
    },
  ];
};

/** What a place lost that no counter of a single router counted. */
const shared = ({ losses }: TrialResult, place: LossLocation): number => {
  const loss = losses.find(({ location }) => location === place);
  return loss === undefined
    ? 0
    : loss.frames - sum((loss.routers ?? []).map(({ frames }) => frames));
};

/** The places that lost frames by counters that routers share: `backlog queue, ingress NIC`. */
export const sharedPlaces = (trials: readonly TrialResult[]): readonly string[] => [
  ...LOSS_LOCATIONS.filter((place) => trials.some((trial) => shared(trial, place) > 0)).map(
    (place) => PLACES[place],
  ),
  ...(trials.some(({ unlocated }) => unlocated > 0) ? ['not located'] : []),
];

/** The places where counters of single routers counted losses, in the order of a frame's path. */
export const ownPlaces = (trials: readonly TrialResult[]): readonly LossLocation[] =>
  LOSS_LOCATIONS.filter((place) =>
    trials.some(({ losses }) =>
      losses.some(({ location, routers = [] }) => location === place && routers.length > 0),
    ),
  );

/** Frames that a router lost at a place, by its own counters. */
export const lostByRouter = ({ losses }: RouterFigures, place: LossLocation): number =>
  losses.find(({ location }) => location === place)?.frames ?? 0;

/**
 * The same for each router, one group per router and data plane. Losses on counters that routers
 * share are one part: only each router's total there is known.
 */
export const routerFates = (cells: readonly LoadsOfCell[], trialOf: TrialOf): readonly Stacks[] => {
  const measured = cells.map((cell) => ({ cell, at: forwardedOf(cell.result, trialOf) }));
  const trials = measured.flatMap(({ at }) => at.map(({ trial }) => trial));
  const routers = [
    ...new Set(trials.flatMap(({ streams = [] }) => streams.map(({ router }) => router))),
  ];
  const own = ownPlaces(trials);
  const others = sharedPlaces(trials);
  const [first] = cells;
  const drawable = routers.length > 1 && routers.length <= MOST_DRAWN;
  if (first === undefined || !drawable || own.length + others.length === 0) return [];
  const groups = measured.flatMap(({ cell, at }) =>
    routers.flatMap((router) => {
      const bars = at.flatMap(({ offered, trial }) => {
        const found = routerFigures(trial).find((each) => each.router === router);
        if (found === undefined || found.received === null || found.lostElsewhere === null) {
          return [];
        }
        const located = own.map((place) => lostByRouter(found, place));
        return [{ x: offered, amounts: [found.received, ...located, found.lostElsewhere] }];
      });
      return bars.length === 0 ? [] : [{ name: `${modifiedPlane(cell)}, router ${router}`, bars }];
    }),
  );
  if (groups.length === 0) return [];
  return [
    {
      kind: 'stacks',
      unit: 'frames',
      scale: 'share',
      title: `Where frames of each router went, ${conditionText(first)}`,
      description:
        'All frames offered to the router, at each load offered to all. Counters that routers share show ' +
        "that frames were lost there, but not whose: a router's part is what its own counters do not account for.",
      x: { ...OFFERED, title: 'offered load in all' },
      parts: [
        'received by the sink',
        ...own.map((place) => `lost in ${PLACES[place]}`),
        others.length === 0 ? 'lost elsewhere' : `shared: lost in ${others.join(', ')}`,
      ],
      groups,
    },
  ];
};
