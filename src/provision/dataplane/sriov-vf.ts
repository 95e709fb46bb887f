import { groupBy } from '../../model/group-by.js';
import { virtualFunctions } from '../steps/virtual-functions.js';
import type { LinkKind } from './link-kind.js';
import { virtualRouter } from './virtual-router.js';

const functionOfNic: LinkKind = {
  mac: 'own',
  requires: { tools: ['coreutils', 'ip'], modules: [] },
  ownCounters: true,
  attach: (all) => [
    virtualFunctions({
      ports: [...groupBy(all, ({ port }) => port.interface)].map(([port, own]) => ({
        port,
        functions: own.map(({ mac, namespace, name }) => ({ mac, namespace, name })),
      })),
    }),
  ],
  // Each has its own receive ring. Drops of its queueing discipline are not located.
  losses: (all) => [
    {
      location: 'ingress-nic',
      counters: all.map(({ namespace, name }) => ({
        ...({ source: 'link', namespace, interface: name, field: 'rx_missed_errors' } as const),
      })),
    },
  ],
};

/** SR-IOV virtual functions of the ports; the NIC switches frames by their Ethernet addresses. */
export const sriovVf = virtualRouter('sriov-vf', functionOfNic);
