import { macAddress } from '../../src/model/network/mac.js';
import { networkOf, type Network, type NetworkPlan } from '../../src/model/network/network.js';
import {
  SINGLE_ROUTER,
  type RouterPlan,
  type RouterStack,
} from '../../src/model/network/routers.js';
import type { Attachment, Topology } from '../../src/model/network/topology.js';
import { PLAIN_TRAFFIC, type Traffic } from '../../src/model/network/traffic.js';

/** Cable number `index` between the DUT and another role, its peer's ports called `peer`. */
const attachment = (
  peer: string,
  dutPort: number,
  peerPort: number,
  octet: number,
): Attachment => ({
  dut: {
    name: `dut-${dutPort}`,
    interface: `eth${dutPort}`,
    mac: macAddress(`02:00:00:00:00:2${dutPort}`),
  },
  peer: {
    name: `${peer}-${peerPort}`,
    interface: `eth${peerPort}`,
    mac: macAddress(`02:00:00:00:00:${octet}${peerPort}`),
  },
});

/** The first `ingress` of three generator ports, and one egress port. */
const topology = (ingress = 1): Topology => ({
  ingress: [1, 2, 3].slice(0, ingress).map((port) => attachment('generator', port, port, 1)),
  egress: [attachment('sink', 4, 1, 3)],
});

/** What a test specifies of a network; the rest is one router in the DUT's own IP stack. */
export interface NetworkChoice {
  readonly ingress?: number;
  readonly traffic?: Partial<Traffic>;
  readonly routers?: Partial<RouterPlan>;
  readonly perRouter?: NetworkPlan['perRouter'];
  readonly stack?: RouterStack;
}

/** Routers on a topology of a number of ingress ports and one egress port. */
export const network = ({
  ingress = 1,
  traffic,
  routers,
  perRouter,
  stack = { place: 'machine' },
}: NetworkChoice = {}): Network =>
  networkOf(
    topology(ingress),
    {
      traffic: { ...PLAIN_TRAFFIC, ...traffic },
      routers: { ...SINGLE_ROUTER, ...routers },
      perRouter,
    },
    stack,
  );

export { PLAIN_TRAFFIC };

/** Roles on separate machines. */
export const NO_NAMESPACES = { generator: {}, dut: {}, sink: {} };
