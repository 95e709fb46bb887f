import { macAddress } from '../../src/model/network/mac.js';
import type { Attachment, Topology } from '../../src/model/network/topology.js';

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
export const topology = (ingress = 1): Topology => ({
  ingress: [1, 2, 3].slice(0, ingress).map((port) => attachment('generator', port, port, 1)),
  egress: [attachment('sink', 4, 1, 3)],
});

export { PLAIN_TRAFFIC } from '../../src/model/network/traffic.js';

export const NO_NAMESPACES = { generator: undefined, dut: undefined, sink: undefined };
