import type { Network } from '../../model/network/network.js';
import type { Router } from '../../model/network/routers.js';
import type { Step } from '../step.js';
import { interfaces } from '../steps/interfaces.js';
import { namespace as makeNamespace, SILENT_IPV6, WITHOUT_IPV6 } from '../steps/namespace.js';
import { sysctl } from '../steps/sysctl.js';
import { backlogQueue, egressQdiscs, ip, neighbour, virtualInterfaces } from './checkpoints.js';
import type { DataPlane } from './data-plane.js';
import { addressing, routerSettings } from './router-ports.js';

/** A kind of link by which a virtual router reaches the DUT's ports. */
export interface LinkKind {
  readonly name: DataPlane['name'];
  /** As `ip link add ... type` takes it, with its arguments. */
  readonly type: readonly [kind: string, ...arguments_: string[]];
  readonly module?: NonNullable<DataPlane['module']>;
  readonly stockModules?: readonly string[];
}

/** Of a virtual router that forwards IPv4. */
const IPV4_ROUTER = {
  'net/ipv4/ip_forward': '1',
  ...routerSettings('all'),
  ...routerSettings('default'),
  ...WITHOUT_IPV6,
};
/** After there are interfaces: those that are there then, and are no multicast ones, join no group. */
const forwardIpv6 = (namespace: string): Step =>
  sysctl({ namespace, settings: { 'net/ipv6/conf/all/forwarding': '1' } });

const routerSteps = (
  { namespace, interfaces: ports }: Router & { readonly namespace: string },
  ipv6: boolean,
  type: LinkKind['type'],
): readonly Step[] => [
  makeNamespace({
    name: namespace,
    // Set before there are interfaces: they take over `default`.
    settings: ipv6 ? SILENT_IPV6 : IPV4_ROUTER,
  }),
  interfaces({
    apply: [
      {
        lines: ports.map(({ port, name, mac }) => [
          ...['link', 'add', 'link', port.interface, 'name', name, 'address', mac],
          ...['netns', namespace, 'type', ...type],
        ]),
      },
      {
        namespace,
        lines: ports.flatMap((port) => [
          ...(ipv6 ? [['link', 'set', 'dev', port.name, 'multicast', 'off']] : []),
          ['link', 'set', 'dev', port.name, 'up'],
          ...addressing(port),
        ]),
      },
    ],
    // Not left to the namespace's end, which the kernel works off later: the links must be gone
    // before the next data plane takes the ports or their module is unloaded.
    undo: [{ namespace, lines: ports.map(({ name }) => ['link', 'del', 'dev', name]) }],
  }),
  ...(ipv6 ? [forwardIpv6(namespace)] : []),
];

const inNamespaces = ({ routers }: Network): readonly (Router & { readonly namespace: string })[] =>
  routers.map((router) => {
    const { namespace } = router;
    if (namespace === undefined) throw new RangeError('a virtual router has a network namespace');
    return { ...router, namespace };
  });

/**
 * A data plane with virtual routers: network namespaces, each with virtual interfaces on ports of
 * the DUT.
 */
export const virtualRouter = ({ type, ...facts }: LinkKind): DataPlane => ({
  ...facts,
  stack: { place: 'namespaces', mac: 'own' },
  steps: (network) =>
    inNamespaces(network).flatMap((router) =>
      routerSteps(router, network.traffic.protocol === 'ipv6', type),
    ),
  checkpoints: (network) => [
    backlogQueue(),
    virtualInterfaces(network),
    ip(network),
    neighbour(network.traffic.protocol),
    egressQdiscs(network),
  ],
});
