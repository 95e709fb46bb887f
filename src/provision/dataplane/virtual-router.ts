import { localMac, type MacAddress } from '../../model/mac.js';
import { PLAIN_TRAFFIC, type Traffic } from '../../model/traffic.js';
import type { Attachment, Topology } from '../../model/topology.js';
import type { Step } from '../step.js';
import { interfaces } from '../steps/interfaces.js';
import { namespace, SILENT_IPV6, WITHOUT_IPV6 } from '../steps/namespace.js';
import { sysctl } from '../steps/sysctl.js';
import { backlogQueue, egressQdiscs, ip, neighbour, virtualInterfaces } from './checkpoints.js';
import type { DataPlane } from './data-plane.js';
import { addressing, routerPorts, routerSettings, type RouterPort } from './router-ports.js';

/** The network namespace of the virtual router. */
export const VIRTUAL_ROUTER = 'vrbench-vr0';

/** A kind of link by which a virtual router reaches the DUT's ports. */
export interface LinkKind {
  readonly name: DataPlane['name'];
  /** As `ip link add ... type` takes it, with its arguments. */
  readonly type: readonly [kind: string, ...arguments_: string[]];
  readonly module?: NonNullable<DataPlane['module']>;
  readonly stockModules?: readonly string[];
}

/** Keeps these Ethernet addresses apart from those other devices make up. */
const MAC_GROUP = 0x80;

interface VirtualPort extends RouterPort {
  readonly virtual: string;
  readonly mac: MacAddress;
}

/** One virtual interface per port of the DUT. Its address is fixed, so that plans and runs agree. */
const virtualPorts = (topology: Topology, traffic: Traffic): readonly VirtualPort[] =>
  routerPorts(topology, traffic).map((port, index) => ({
    ...port,
    virtual: `vr0-p${index}`,
    mac: localMac(MAC_GROUP, index),
  }));

/** Of a virtual router that forwards IPv4. */
const IPV4_ROUTER = {
  'net/ipv4/ip_forward': '1',
  ...routerSettings('all'),
  ...routerSettings('default'),
  ...WITHOUT_IPV6,
};
/** After there are interfaces: those that are there then, and are no multicast ones, join no group. */
const forwardIpv6 = (): Step =>
  sysctl({ namespace: VIRTUAL_ROUTER, settings: { 'net/ipv6/conf/all/forwarding': '1' } });

const stepsFor = (
  topology: Topology,
  traffic: Traffic,
  type: LinkKind['type'],
): readonly Step[] => {
  const ports = virtualPorts(topology, traffic);
  const ipv6 = traffic.protocol === 'ipv6';
  return [
    namespace({
      name: VIRTUAL_ROUTER,
      // Set before there are interfaces: they take over `default`.
      settings: ipv6 ? SILENT_IPV6 : IPV4_ROUTER,
    }),
    interfaces({
      apply: [
        {
          lines: ports.map(({ device, virtual, mac }) => [
            ...['link', 'add', 'link', device, 'name', virtual, 'address', mac],
            ...['netns', VIRTUAL_ROUTER, 'type', ...type],
          ]),
        },
        {
          namespace: VIRTUAL_ROUTER,
          lines: ports.flatMap((port) => [
            ...(ipv6 ? [['link', 'set', 'dev', port.virtual, 'multicast', 'off']] : []),
            ['link', 'set', 'dev', port.virtual, 'up'],
            ...addressing(port, port.virtual),
          ]),
        },
      ],
      // Not left to the namespace's end, which the kernel works off later: the links must be gone
      // before the next data plane takes the ports or their module is unloaded.
      undo: [
        {
          namespace: VIRTUAL_ROUTER,
          lines: ports.map(({ virtual }) => ['link', 'del', 'dev', virtual]),
        },
      ],
    }),
    ...(ipv6 ? [forwardIpv6()] : []),
  ];
};

const portAt = (topology: Topology, { dut }: Attachment): VirtualPort => {
  // Names and addresses of virtual interfaces are the same whatever they carry.
  const port = virtualPorts(topology, PLAIN_TRAFFIC).find(({ device }) => device === dut.interface);
  if (port === undefined) throw new RangeError(`${dut.interface} is no port of the virtual router`);
  return port;
};

/**
 * A data plane with one virtual router: a network namespace with one virtual interface on each of
 * the DUT's ports. What kind of link it is makes all the difference.
 */
export const virtualRouter = ({ type, ...facts }: LinkKind): DataPlane => ({
  ...facts,
  steps: (topology, traffic) => stepsFor(topology, traffic, type),
  router: (topology) => ({
    namespace: VIRTUAL_ROUTER,
    device: (attachment) => portAt(topology, attachment).virtual,
  }),
  destination: (topology, entry) => portAt(topology, entry).mac,
  checkpoints: (topology, traffic) => [
    backlogQueue(),
    virtualInterfaces(
      VIRTUAL_ROUTER,
      virtualPorts(topology, traffic).map(({ virtual }) => virtual),
    ),
    ip(traffic.protocol, VIRTUAL_ROUTER),
    neighbour(traffic.protocol),
    egressQdiscs(topology, traffic),
  ],
});
