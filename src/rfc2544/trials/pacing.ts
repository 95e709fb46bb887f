import { wholeInterval } from '../../model/network/stream-loads.js';
import { sum } from '../../model/numbers/sum.js';
import { pps, type Pps } from '../../model/units.js';
import { loadedRouters, ownLoad, streamsEach, type LoadPlan } from '../router-loads.js';

/** The load that generators are set to for an intended one: never less for a higher one. */
export type Pacing = (load: Pps) => Pps;

/** The pacing of generators that can be set to any load. */
export const exactPacing: Pacing = (load) => load;

/** The paced rate of one router's streams that are to have a load in all. */
const paced = (streams: number, load: number): number =>
  (1e9 * streams) / wholeInterval((1e9 * streams) / load);

const known = new WeakMap<LoadPlan, Pacing>();

/**
 * The pacing of generators that wait whole nanoseconds between two frames of a stream, as pktgen
 * does: loads above some millions of frames/s are far apart.
 */
export const wholeNanoseconds = (plan: LoadPlan): Pacing => {
  const before = known.get(plan);
  if (before !== undefined) return before;
  const pacing = pacingOf(plan);
  // The same function for the same plan: grids of loads are kept by it.
  known.set(plan, pacing);
  return pacing;
};

const pacingOf = (plan: LoadPlan): Pacing => {
  const [own, streams, routers] = [ownLoad(plan), streamsEach(plan), loadedRouters(plan)];
  const shares = routers.flatMap((each) => ('share' in each ? [each.share] : []));
  const all = sum(shares);
  const counts = new Map<number, number>();
  for (const share of shares) counts.set(share, (counts.get(share) ?? 0) + 1);
  const distinct = [...counts].map(([share, count]) => ({ part: share / all, routers: count }));
  const fixed = sum(routers.map((each) => ('load' in each ? paced(streams, each.load) : 0)));
  return (load) => {
    const rest = load - own;
    // The rules of a playbook ensure that something is left to share.
    if (distinct.length === 0 || rest <= 0) return load;
    const shared = distinct.map((each) => each.routers * paced(streams, rest * each.part));
    return pps(fixed + sum(shared));
  };
};
