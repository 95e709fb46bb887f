import { interfaces } from '../steps/interfaces.js';
import { sysctl } from '../steps/sysctl.js';
import { backlogQueue, egressQdiscs, ip, neighbour } from './checkpoints.js';
import { attachmentAt, type DataPlane } from './data-plane.js';
import { addressing, routerPorts, routerSettings, withoutAddressing } from './router-ports.js';

/**
 * The DUT's own IP stack between its NICs: no virtualization, the reference (paper section 4.1).
 * Forwarding is switched on port by port, so that the machine does not become a router for the
 * network it is managed through.
 */
export const ipForwarder: DataPlane = {
  name: 'ip-forwarder',
  steps: (topology) => {
    const ports = routerPorts(topology);
    const ofPorts = ports.flatMap(({ device }) => [
      ...Object.entries(routerSettings(device)),
      [`net/ipv4/conf/${device}/forwarding`, '1'] as const,
    ]);
    return [
      sysctl({ settings: { ...routerSettings('all'), ...Object.fromEntries(ofPorts) } }),
      interfaces({
        apply: [{ lines: ports.flatMap((port) => addressing(port, port.device)) }],
        undo: [{ lines: ports.flatMap((port) => withoutAddressing(port, port.device)) }],
      }),
    ];
  },
  destination: (topology, index) => attachmentAt(topology.ingress, index).dut.mac,
  checkpoints: (topology) => [backlogQueue(), ip(), neighbour(), egressQdiscs(topology)],
};
