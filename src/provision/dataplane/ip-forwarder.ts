import type { Attachment, Topology } from '../../model/topology.js';
import type { Step } from '../step.js';
import { interfaces } from '../steps/interfaces.js';
import { ipv6Routing } from '../steps/ipv6-routing.js';
import { sysctl } from '../steps/sysctl.js';
import { backlogQueue, egressQdiscs, ip, neighbour } from './checkpoints.js';
import type { DataPlane } from './data-plane.js';
import {
  addressing,
  routerPorts,
  routerSettings,
  withoutAddressing,
  type RouterPort,
} from './router-ports.js';

/**
 * IPv4 is forwarded port by port, so that the machine does not become a router for the network it
 * is managed through. IPv6 has no such switch.
 */
const forwarding = (protocol: 'ipv4' | 'ipv6', ports: readonly RouterPort[]): Step => {
  const devices = ports.map(({ device }) => device);
  if (protocol === 'ipv6') return ipv6Routing({ interfaces: devices });
  const ofPorts = devices.flatMap((device) => [
    ...Object.entries(routerSettings(device)),
    [`net/ipv4/conf/${device}/forwarding`, '1'] as const,
  ]);
  return sysctl({ settings: { ...routerSettings('all'), ...Object.fromEntries(ofPorts) } });
};

const known = ({ ingress, egress }: Topology, attachment: Attachment): Attachment => {
  if ([...ingress, ...egress].includes(attachment)) return attachment;
  throw new RangeError(`${attachment.dut.interface} is no port of the router`);
};

/** The DUT's own IP stack between its NICs: no virtualization, the reference (paper section 4.1). */
export const ipForwarder: DataPlane = {
  name: 'ip-forwarder',
  steps: (topology, traffic) => {
    const ports = routerPorts(topology, traffic);
    return [
      forwarding(traffic.protocol, ports),
      interfaces({
        apply: [{ lines: ports.flatMap((port) => addressing(port, port.device)) }],
        undo: [{ lines: ports.flatMap((port) => withoutAddressing(port, port.device)) }],
      }),
    ];
  },
  router: (topology) => ({ device: (attachment) => known(topology, attachment).dut.interface }),
  destination: (topology, entry) => known(topology, entry).dut.mac,
  checkpoints: (topology, traffic) => [
    backlogQueue(),
    ip(traffic.protocol),
    neighbour(traffic.protocol),
    egressQdiscs(topology, traffic),
  ],
};
