import { streamsPerRouter, type RouterTraffic } from '../model/network/network.js';
import { LONGEST_INTERVAL } from '../model/network/stream-loads.js';
import { sum } from '../model/numbers/sum.js';
import { pps, type Pps } from '../model/units.js';
import { sendingPorts, type TestPlan } from './test-plan.js';

/** What of a playbook decides how a load is shared. */
export type LoadPlan = Pick<TestPlan, 'ingressPorts' | 'egressPorts' | 'traffic' | 'routers'>;

/** What a router gets of a load, all of its streams together. */
export interface RouterLoad {
  readonly router: number;
  readonly load: Pps;
}

/** Sums of loads are as exact as floating point is. */
const EXACT = 1 - 1e-9;

/** The routers that get frames. */
export const loadedRouters = ({
  routers: { count, traffic },
}: Pick<LoadPlan, 'routers'>): readonly RouterTraffic[] =>
  traffic ?? Array.from({ length: count }, (_, router) => ({ router, share: 1 }));

/** The loads that routers have of their own, together. */
export const ownLoad = (plan: Pick<LoadPlan, 'routers'>): Pps =>
  pps(sum(loadedRouters(plan).map((each) => ('load' in each ? each.load : 0))));

const sharesOf = (plan: LoadPlan): number =>
  sum(loadedRouters(plan).map((each) => ('share' in each ? each.share : 0)));

/** How many streams each of those routers has. */
export const streamsEach = ({ ingressPorts, egressPorts, traffic, routers }: LoadPlan): number =>
  streamsPerRouter({ traffic, routers }, ingressPorts, egressPorts);

/** How many ports send to each router. */
export const sendingPortsEach = (plan: LoadPlan): number =>
  plan.routers.ports === 'own' ? sendingPorts(plan) / plan.routers.count : sendingPorts(plan);

/** A load by router. @param load more than what routers have of their own */
export const routerLoads = (plan: LoadPlan, load: Pps): readonly RouterLoad[] => {
  const [rest, shares] = [load - ownLoad(plan), sharesOf(plan)];
  return loadedRouters(plan).map((each) => ({
    router: each.router,
    load: 'load' in each ? each.load : pps((rest * each.share) / shares),
  }));
};

/** The router whose streams get least. */
const leastOf = (plan: LoadPlan, load: Pps): RouterLoad | undefined =>
  routerLoads(plan, load).toSorted((one, other) => one.load - other.load)[0];

/**
 * Which streams get none of so many frames at a load: `no frame to send on each of 3 ports`;
 * undefined where all get one, or where the load leaves nothing to share.
 */
export const missingFrames = (plan: LoadPlan, load: Pps, frames: number): string | undefined => {
  const own = ownLoad(plan);
  if (own > 0 && load <= own) return undefined;
  const [least, streams] = [leastOf(plan, load), streamsEach(plan)];
  if (least === undefined || streams === 0) return undefined;
  if (load > 0 && (frames * least.load) / load >= streams * EXACT) return undefined;
  const routers = loadedRouters(plan);
  const equal = routers.every((each) => 'share' in each);
  if (equal && routers.length * streams === sendingPorts(plan)) {
    const ports = sendingPorts(plan);
    return ports === 1 ? 'no frame to send' : `no frame to send on each of ${ports} ports`;
  }
  const which = streams === 1 ? 'the stream' : `each of the ${streams} streams`;
  return `no frame to send in ${which} of router ${least.router}`;
};

/**
 * How far apart frames of the slowest stream are, where that is more than a generator can wait:
 * `router 0 has 20 s between two frames of a stream`; undefined where it is not.
 */
export const tooFarApart = (plan: LoadPlan, load: Pps): string | undefined => {
  if (load <= ownLoad(plan)) return undefined;
  const least = leastOf(plan, load);
  if (least === undefined) return undefined;
  const interval = (1e9 * streamsEach(plan)) / least.load;
  if (interval <= LONGEST_INTERVAL) return undefined;
  return `router ${least.router} has ${interval / 1e9} s between two frames of a stream`;
};

/** The most that ports of a line rate carry, shared as a playbook shares it. */
export const mostCarried = (plan: LoadPlan, lineRate: Pps): Pps => {
  if (plan.routers.ports === 'shared') return pps(lineRate * sendingPorts(plan));
  const each = lineRate * sendingPortsEach(plan);
  const shares = sharesOf(plan);
  const most = loadedRouters(plan).flatMap((router) =>
    'share' in router ? [(each * shares) / router.share] : [],
  );
  return pps(Math.floor(ownLoad(plan) + Math.min(...most)));
};
