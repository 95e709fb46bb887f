import type { Step } from '../step.js';
import { interfaces } from '../steps/interfaces.js';
import { ipv6Routing } from '../steps/ipv6-routing.js';
import { sysctl } from '../steps/sysctl.js';
import { backlogQueue, egressQdiscs, ip, neighbour } from './checkpoints.js';
import type { DataPlane } from './data-plane.js';
import { addressing, routerSettings, withoutAddressing } from './router-ports.js';

/**
 * IPv4 forwarding is enabled per port, so that the machine does not become a router for its management
 * network. IPv6 has no such switch.
 */
const forwarding = (protocol: 'ipv4' | 'ipv6', devices: readonly string[]): Step => {
  if (protocol === 'ipv6') return ipv6Routing({ interfaces: [...devices] });
  const ofPorts = devices.flatMap((device) => [
    ...Object.entries(routerSettings(device)),
    [`net/ipv4/conf/${device}/forwarding`, '1'] as const,
  ]);
  return sysctl({ settings: { ...routerSettings('all'), ...Object.fromEntries(ofPorts) } });
};

/** The DUT's own IP stack between its NICs: no virtualization, the reference (paper section 4.1). */
export const ipForwarder: DataPlane = {
  name: 'ip-forwarder',
  requires: { tools: ['ip'], modules: [] },
  stack: { place: 'machine' },
  steps: ({ routers, traffic }) => {
    const ports = routers.flatMap((router) => router.interfaces);
    return [
      forwarding(
        traffic.protocol,
        ports.map(({ name }) => name),
      ),
      interfaces({
        apply: [{ lines: ports.flatMap(addressing) }],
        undo: [{ lines: ports.flatMap(withoutAddressing) }],
      }),
    ];
  },
  checkpoints: (network) => [
    backlogQueue(),
    ip(network),
    neighbour(network.traffic.protocol),
    egressQdiscs(network),
  ],
};
