import { streamsPerRouter, type RouterTraffic } from '../model/network/network.js';
import { LONGEST_INTERVAL, MOST_FRAMES } from '../model/network/stream-loads.js';
import { sum } from '../model/numbers/sum.js';
import { inSeconds, pps, type Nanoseconds, type Pps } from '../model/units.js';
import { sendingPorts, type TestPlan } from './test-plan.js';

/** The parts of a playbook that decide how a load is shared. */
export type LoadPlan = Pick<TestPlan, 'ingressPorts' | 'egressPorts' | 'traffic' | 'routers'>;

/** A router's part of a load, over all of its streams. */
export interface RouterLoad {
  readonly router: number;
  readonly load: Pps;
}

/** Allows for floating-point error in sums of loads. */
const EXACT = 1 - 1e-9;

/** Stands for all routers that take turns: they are identical. */
const FIRST_IN_TURN: readonly RouterTraffic[] = [{ router: 0, share: 1 }];

/** The routers that get frames of a trial; of those that take turns, the first. */
export const loadedRouters = ({
  routers: { count, traffic },
}: Pick<LoadPlan, 'routers'>): readonly RouterTraffic[] =>
  traffic === 'in-turn'
    ? FIRST_IN_TURN
    : (traffic ?? Array.from({ length: count }, (_, router) => ({ router, share: 1 })));

/** The properties of the routers that decide how a load is shared. */
interface Sharing {
  /** The sum of the loads that routers have of their own. */
  readonly own: Pps;
  /** The sum of shares. */
  readonly shares: number;
  /** The routers with the smallest and the largest share or own load. */
  readonly extremes: readonly RouterTraffic[];
  /** Whether all routers share. */
  readonly onlyShares: boolean;
}

const amount = (each: RouterTraffic): number => ('load' in each ? each.load : each.share);

/** The first of those with the least, and the first of those with the most. */
const ends = (routers: readonly RouterTraffic[]): readonly RouterTraffic[] => {
  const [first] = routers;
  if (first === undefined) return [];
  let [least, most] = [first, first];
  for (const each of routers) {
    if (amount(each) < amount(least)) least = each;
    if (amount(each) > amount(most)) most = each;
  }
  return [least, most];
};

/** Computed once for a plan's routers: every load needs it, and there may be thousands of both. */
const known = new WeakMap<LoadPlan['routers'], Sharing>();

const sharingOf = ({ routers }: Pick<LoadPlan, 'routers'>): Sharing => {
  const before = known.get(routers);
  if (before !== undefined) return before;
  const all = loadedRouters({ routers });
  const [owning, sharing] = [
    all.filter((each) => 'load' in each),
    all.filter((each) => 'share' in each),
  ];
  const found: Sharing = {
    own: pps(sum(owning.map(({ load }) => load))),
    shares: sum(sharing.map(({ share }) => share)),
    extremes: [...ends(owning), ...ends(sharing)],
    onlyShares: owning.length === 0,
  };
  known.set(routers, found);
  return found;
};

/** The sum of the loads that routers have of their own. */
export const ownLoad = (plan: Pick<LoadPlan, 'routers'>): Pps => sharingOf(plan).own;

/** How many streams each of those routers has. */
export const streamsEach = ({ ingressPorts, egressPorts, traffic, routers }: LoadPlan): number =>
  streamsPerRouter({ traffic, routers }, ingressPorts, egressPorts);

/** How many ports send to each router. */
export const sendingPortsEach = (plan: LoadPlan): number =>
  plan.routers.ports === 'own' ? sendingPorts(plan) / plan.routers.count : sendingPorts(plan);

/** How many ports send in a trial. */
export const portsInUse = (plan: LoadPlan): number =>
  plan.routers.ports === 'own'
    ? sendingPortsEach(plan) * loadedRouters(plan).length
    : sendingPorts(plan);

/** A load by router, for some routers. @param load more than what routers have of their own */
const loadsFor = (
  plan: LoadPlan,
  load: Pps,
  routers: readonly RouterTraffic[],
): readonly RouterLoad[] => {
  const { own, shares } = sharingOf(plan);
  return routers.map((each) => ({
    router: each.router,
    load: 'load' in each ? each.load : pps(((load - own) * each.share) / shares),
  }));
};

/** A load by router. @param load more than what routers have of their own */
export const routerLoads = (plan: LoadPlan, load: Pps): readonly RouterLoad[] =>
  loadsFor(plan, load, loadedRouters(plan));

/** The routers whose streams get least and most, in rising order. */
const rising = (plan: LoadPlan, load: Pps): readonly RouterLoad[] =>
  loadsFor(plan, load, sharingOf(plan).extremes).toSorted((one, other) => one.load - other.load);

const leastOf = (plan: LoadPlan, load: Pps): RouterLoad | undefined => rising(plan, load)[0];

/** Of the routers that share a load, the one that gets most. */
export const mostSharing = (plan: LoadPlan, load: Pps): RouterLoad | undefined =>
  loadsFor(
    plan,
    load,
    sharingOf(plan).extremes.filter((each) => 'share' in each),
  ).at(-1);

/**
 * Which streams get none of a number of frames at a load: `no frame to send on each of 3 ports`;
 * undefined if all get one, or if the load leaves nothing to share.
 */
export const missingFrames = (plan: LoadPlan, load: Pps, frames: number): string | undefined => {
  const own = ownLoad(plan);
  if (own > 0 && load <= own) return undefined;
  const [least, streams] = [leastOf(plan, load), streamsEach(plan)];
  if (least === undefined || streams === 0) return undefined;
  if (load > 0 && (frames * least.load) / load >= streams * EXACT) return undefined;
  const routers = loadedRouters(plan).length;
  if (sharingOf(plan).onlyShares && routers * streams === sendingPorts(plan)) {
    const ports = sendingPorts(plan);
    return ports === 1 ? 'no frame to send' : `no frame to send on each of ${ports} ports`;
  }
  const which = streams === 1 ? 'the stream' : `each of the ${streams} streams`;
  return `no frame to send in ${which} of router ${least.router}`;
};

/**
 * The interval between frames of the slowest stream, if it is longer than a generator can wait:
 * `router 0 has 20 s between two frames of a stream`; otherwise undefined.
 */
export const tooFarApart = (plan: LoadPlan, load: Pps): string | undefined => {
  if (load <= ownLoad(plan)) return undefined;
  const least = leastOf(plan, load);
  if (least === undefined) return undefined;
  const interval = (1e9 * streamsEach(plan)) / least.load;
  if (interval <= LONGEST_INTERVAL) return undefined;
  return `router ${least.router} has ${interval / 1e9} s between two frames of a stream`;
};

/**
 * The number of frames of the fastest stream in a trial, if it is more than a generator can count:
 * `20000000000 frames in a stream of router 0`; otherwise undefined.
 */
export const tooManyFrames = (
  plan: LoadPlan,
  load: Pps,
  duration: Nanoseconds,
): string | undefined => {
  if (load <= ownLoad(plan)) return undefined;
  const most = rising(plan, load).at(-1);
  if (most === undefined) return undefined;
  const frames = (most.load / streamsEach(plan)) * inSeconds(duration);
  if (frames <= MOST_FRAMES) return undefined;
  return `${Math.round(frames)} frames in a stream of router ${most.router}; a generator counts up to ${MOST_FRAMES}`;
};

/** The highest load that ports of a line rate carry when shared as in a playbook. */
export const mostCarried = (plan: LoadPlan, lineRate: Pps): Pps => {
  if (plan.routers.ports === 'shared') return pps(lineRate * sendingPorts(plan));
  const each = lineRate * sendingPortsEach(plan);
  const { own, shares, extremes } = sharingOf(plan);
  const most = extremes.flatMap((router) =>
    'share' in router ? [(each * shares) / router.share] : [],
  );
  return pps(Math.floor(own + Math.min(...most)));
};
