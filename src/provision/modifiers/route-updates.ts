import { changingNetworks } from '../../model/addressing.js';
import { ipBatch, type IpLine } from '../../linux/ip-batch.js';
import type { Command } from '../../model/command.js';
import { streamsOf, type Stream } from '../../model/stream.js';
import { subnetOf } from '../../model/addressing.js';
import type { Topology } from '../../model/topology.js';
import type { Traffic } from '../../model/traffic.js';
import type { DataPlane } from '../dataplane/data-plane.js';
import type { Step } from '../step.js';
import { interfaces } from '../steps/interfaces.js';

/** How many networks an update is about. */
export const UPDATED_ROUTES = 25;

/** A route's two states: by way of the first ingress link, and of the first egress link. */
export type RouteState = 'A' | 'B';

interface Way {
  readonly via: string;
  readonly device: string;
}

const firstStream = (topology: Topology, traffic: Traffic): Stream => {
  const [stream] = streamsOf(topology, traffic);
  if (stream === undefined) throw new RangeError('the topology has no port');
  return stream;
};

/** Routes to networks that no test frame is for (RFC 2544 section 11.3). */
export interface RouteUpdates {
  /** Makes the routes, in state A. */
  readonly step: Step;
  /** Brings all of them to a state. */
  readonly to: (state: RouteState) => Command;
}

/** The routes of a data plane's router that change during a trial. */
export const routeUpdates = (
  dataPlane: Pick<DataPlane, 'router'>,
  topology: Topology,
  traffic: Traffic,
): RouteUpdates => {
  const { namespace, device } = dataPlane.router(topology);
  const { entry, exit } = firstStream(topology, traffic);
  const ways: Readonly<Record<RouteState, Way>> = {
    A: { via: subnetOf('ingress', 0, traffic.protocol).host, device: device(entry) },
    B: { via: subnetOf('egress', 0, traffic.protocol).host, device: device(exit) },
  };
  const networks = changingNetworks(UPDATED_ROUTES, traffic.protocol);
  const place = namespace === undefined ? {} : { namespace };
  const lines = (verb: 'add' | 'replace', state: RouteState): IpLine[] => {
    const { via, device: dev } = ways[state];
    return networks.map((network) => ['route', verb, network, 'via', via, 'dev', dev]);
  };
  return {
    step: interfaces({
      apply: [{ ...place, lines: lines('add', 'A') }],
      undo: [{ ...place, lines: networks.map((network) => ['route', 'del', network]) }],
    }),
    to: (state) => ipBatch(lines('replace', state), place),
  };
};
