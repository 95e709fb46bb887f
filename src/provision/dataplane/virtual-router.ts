import type { DataPlaneName } from '../../model/data-plane.js';
import { interfaces } from '../steps/interfaces.js';
import { namespace, SILENT_IPV6, WITHOUT_IPV6 } from '../steps/namespace.js';
import { transientSysctl } from '../steps/transient-sysctl.js';
import { backlogQueue, egressQdiscs, ip, neighbour } from './checkpoints.js';
import type { DataPlane } from './data-plane.js';
import { byNamespace, virtualInterfacesOf, type LinkKind } from './link-kind.js';
import { addressing, routerSettings } from './router-ports.js';

/** Kernel parameters of a virtual router that forwards IPv4. */
const IPV4_ROUTER = {
  'net/ipv4/ip_forward': '1',
  ...routerSettings('all'),
  ...routerSettings('default'),
  ...WITHOUT_IPV6,
};
/** Set once the interfaces exist: those without IFF_MULTICAST then join no group. */
const IPV6_ROUTER = { 'net/ipv6/conf/all/forwarding': '1' };

/**
 * A data plane with virtual routers: network namespaces, each with virtual interfaces on ports of
 * the DUT.
 */
export const virtualRouter = (name: DataPlaneName, kind: LinkKind): DataPlane => ({
  name,
  requires: kind.requires,
  stack: { place: 'namespaces', mac: kind.mac, ownCounters: kind.ownCounters },
  steps: (network, dut) => {
    const all = virtualInterfacesOf(network);
    const ipv6 = network.traffic.protocol === 'ipv6';
    const names = byNamespace(all, (each) => each);
    return [
      // Set before interfaces are created, as they inherit `default`.
      namespace({ names, settings: ipv6 ? SILENT_IPV6 : IPV4_ROUTER }),
      ...kind.attach(all, dut),
      interfaces({
        apply: byNamespace(all, (each, own) => ({
          namespace: each,
          lines: own.flatMap((port) => [
            ...(ipv6 ? [['link', 'set', 'dev', port.name, 'multicast', 'off']] : []),
            ['link', 'set', 'dev', port.name, 'up'],
            ...addressing(port),
          ]),
        })),
        // All of it is removed with the interfaces.
        undo: [],
      }),
      ...(ipv6 ? [transientSysctl({ namespaces: names, settings: IPV6_ROUTER })] : []),
    ];
  },
  checkpoints: (network) => [
    backlogQueue(),
    ...kind.losses(virtualInterfacesOf(network)),
    ip(network),
    neighbour(network.traffic.protocol),
    egressQdiscs(network),
  ],
});
