import { wholeInterval } from '../../model/network/stream-loads.js';
import { sum } from '../../model/numbers/sum.js';
import { pps, type Pps } from '../../model/units.js';
import { loadedRouters, ownLoad, streamsEach, type LoadPlan } from '../router-loads.js';

/** The load that generators are set to where one is intended: never less for a higher one. */
export type Pacing = (load: Pps) => Pps;

/** Of generators that can be set to any load. */
export const exactPacing: Pacing = (load) => load;

/** The rate of streams of one router, which together are to have a load. */
const paced = (streams: number, load: number): number =>
  (1e9 * streams) / wholeInterval((1e9 * streams) / load);

/**
 * Of generators that wait whole nanoseconds between two frames of a stream, as pktgen does: loads
 * above some millions of frames a second are far apart.
 */
export const wholeNanoseconds = (plan: LoadPlan): Pacing => {
  const [own, streams, routers] = [ownLoad(plan), streamsEach(plan), loadedRouters(plan)];
  const shares = routers.flatMap((each) => ('share' in each ? [each.share] : []));
  const all = sum(shares);
  const distinct = [...new Set(shares)].map((share) => ({
    part: share / all,
    routers: shares.filter((each) => each === share).length,
  }));
  const fixed = sum(routers.map((each) => ('load' in each ? paced(streams, each.load) : 0)));
  return (load) => {
    const rest = load - own;
    // Rules of a playbook see to it that something is left to share.
    if (distinct.length === 0 || rest <= 0) return load;
    const shared = distinct.map((each) => each.routers * paced(streams, rest * each.part));
    return pps(fixed + sum(shared));
  };
};
