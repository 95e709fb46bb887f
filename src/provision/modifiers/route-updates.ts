import { changingNetworks } from '../../model/network/addressing.js';
import { ipBatch, type IpLine } from '../../linux/ip/batch.js';
import type { Command } from '../../model/command.js';
import type { Network } from '../../model/network/network.js';
import type { Passage, Stream } from '../../model/network/stream.js';
import type { Step } from '../step.js';
import { interfaces } from '../steps/interfaces.js';

/** How many routes an update changes. */
const UPDATED_ROUTES = 25;

/** A route's two states: via an ingress link, and via an egress link. */
export type RouteState = 'A' | 'B';

/** Routes to networks without test traffic (RFC 2544 section 11.3). */
export interface RouteUpdates {
  /** Creates the routes, in state A. */
  readonly step: Step;
  /** Switches all routers to a state, one by one. */
  readonly to: (state: RouteState) => readonly Command[];
}

/** The first stream of each router that has one. */
const firstStreams = (streams: readonly Stream[]): readonly Stream[] =>
  streams.filter(
    (stream, index) => streams.findIndex(({ router }) => router === stream.router) === index,
  );

/** The routes of a network's routers that change during a trial. */
export const routeUpdates = ({ streams, traffic }: Network): RouteUpdates => {
  const networks = changingNetworks(UPDATED_ROUTES, traffic.protocol);
  const lines = (verb: 'add' | 'replace', { link, ...at }: Passage): IpLine[] =>
    networks.map((network) => [
      ...['route', verb, network, 'via', link.subnet.host, 'dev', at.interface.name],
    ]);
  const ways = firstStreams(streams).map(({ router: { namespace }, into, outOf }) => ({
    place: namespace === undefined ? {} : { namespace },
    A: into,
    B: outOf,
  }));
  return {
    step: interfaces({
      apply: ways.map(({ place, A }) => ({ ...place, lines: lines('add', A) })),
      undo: ways.map(({ place }) => ({
        ...place,
        lines: networks.map((network) => ['route', 'del', network]),
      })),
    }),
    to: (state) => ways.map((way) => ipBatch(lines('replace', way[state]), way.place)),
  };
};
