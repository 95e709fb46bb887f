import { pps, type Pps } from '../units.js';
import { routersOf, type Router, type RouterPlan, type RouterStack } from './routers.js';
import { learningStreamsOf, streamsOf, type Stream, type StreamLoad } from './stream.js';
import type { Topology } from './topology.js';
import type { Traffic } from './traffic.js';

/** The name of the network that a run's reference is measured in. */
export const REFERENCE = 'reference';

/** The loads of the routers' streams; a router that is not listed gets no frames. */
export type RouterTraffic =
  | { readonly router: number; readonly share: number }
  | { readonly router: number; readonly load: Pps };

/**
 * Which routers get frames, all of them in every trial. `in-turn`: all frames of a trial go through one
 * router, those of the next trial through the next. Absent: all get the same.
 */
export type LoadedRouters = readonly RouterTraffic[] | 'in-turn' | undefined;

/** The part of a playbook that determines a network. */
export interface NetworkPlan {
  readonly traffic: Traffic;
  readonly routers: RouterPlan;
  readonly perRouter?: LoadedRouters;
}

/**
 * The network under test as one data plane has it: routers, their interfaces with addresses and
 * routes, and the streams through them. Computed once; everything else reads it.
 */
export interface Network {
  readonly topology: Topology;
  readonly traffic: Traffic;
  readonly routers: readonly Router[];
  /** Of a trial, router by router: those of the generator first. */
  readonly streams: readonly Stream[];
  /** Learning frames before a trial. */
  readonly learning: readonly Stream[];
}

/** What a stream of a router gets: all of a router's streams get the same. */
const loadOf = (
  router: number,
  streams: number,
  perRouter: LoadedRouters,
): StreamLoad | undefined => {
  if (perRouter === undefined || perRouter === 'in-turn') return { kind: 'shared', weight: 1 };
  const own = perRouter.find((each) => each.router === router);
  if (own === undefined) return undefined;
  return 'load' in own
    ? { kind: 'own', load: pps(own.load / streams) }
    : { kind: 'shared', weight: own.share };
};

/** How many streams each router of a plan has on these ports. */
export const streamsPerRouter = (
  { routers: { count, ports, interfaces }, traffic: { direction } }: NetworkPlan,
  ingressPorts: number,
  egressPorts: number,
): number => {
  const share = (all: number): number => (ports === 'own' ? Math.floor(all / count) : all);
  const sending = share(ingressPorts) + (direction === 'bidirectional' ? share(egressPorts) : 0);
  return sending * interfaces;
};

/**
 * The network that a plan makes of a topology on a data plane.
 * @param stack where the data plane has its routers
 * @throws RangeError for more links or routes than the address blocks have room for
 */
export const networkOf = (topology: Topology, plan: NetworkPlan, stack: RouterStack): Network => {
  const { traffic, perRouter } = plan;
  const routers = routersOf(topology, plan.routers, traffic, stack);
  const { ingress, egress } = topology;
  const each = streamsPerRouter(plan, ingress.length, egress.length);
  const active = routers.flatMap((router) => {
    const load = loadOf(router.index, each, perRouter);
    return load === undefined ? [] : [{ router, load }];
  });
  return {
    topology,
    traffic,
    routers,
    streams: active.flatMap(({ router, load }) => streamsOf(router, traffic, load)),
    learning: active.flatMap(({ router }) => learningStreamsOf(router, traffic)),
  };
};

/**
 * A network as one trial uses it: all of its streams, or where they take turns those of one router.
 * @param router whose turn it is; undefined where all send
 */
export const networkInTurn = (network: Network, router: number | undefined): Network => {
  if (router === undefined) return network;
  const own = (streams: readonly Stream[]) =>
    streams.filter((stream) => stream.router.index === router);
  return { ...network, streams: own(network.streams), learning: own(network.learning) };
};
