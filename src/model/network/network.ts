import { pps, type Pps } from '../units.js';
import { routersOf, type Router, type RouterPlan, type RouterStack } from './routers.js';
import { learningStreamsOf, streamsOf, type Stream, type StreamLoad } from './stream.js';
import type { Topology } from './topology.js';
import type { Traffic } from './traffic.js';

/** The name of the network in which a run's reference is measured. */
export const REFERENCE = 'reference';

/** The loads of the routers' streams; a router that is not listed gets no frames. */
export type RouterTraffic =
  | { readonly router: number; readonly share: number }
  | { readonly router: number; readonly load: Pps };

/**
 * Which routers get frames; those listed get them in every trial. `in-turn`: all frames of a trial go
 * through one router, those of the next trial through the next. Absent: all get the same.
 */
export type LoadedRouters = readonly RouterTraffic[] | 'in-turn' | undefined;

/** The part of a playbook that determines a network. */
export interface NetworkPlan {
  readonly traffic: Traffic;
  readonly routers: RouterPlan;
  readonly perRouter?: LoadedRouters;
}

/**
 * The network under test on one data plane: routers, their interfaces with addresses and routes, and
 * the streams through them. Computed once; everything else reads it.
 */
export interface Network {
  readonly topology: Topology;
  readonly traffic: Traffic;
  readonly routers: readonly Router[];
  /** The streams of a trial, router by router, the generator's first. */
  readonly streams: readonly Stream[];
  /** Learning frames before a trial. */
  readonly learning: readonly Stream[];
}

/** The load of each stream of a router; all of its streams get the same. */
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

/** The number of streams of each router of a plan on these ports. */
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
 * The network of a plan on a topology and a data plane.
 * @param stack where the routers of the data plane are
 * @throws RangeError if the address blocks are too small for the links or routes
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
 * A network as one trial uses it: all streams, or those of one router if routers take turns.
 * @param router whose turn it is; undefined if all send
 */
export const networkInTurn = (network: Network, router: number | undefined): Network => {
  if (router === undefined) return network;
  const own = (streams: readonly Stream[]) =>
    streams.filter((stream) => stream.router.index === router);
  return { ...network, streams: own(network.streams), learning: own(network.learning) };
};
