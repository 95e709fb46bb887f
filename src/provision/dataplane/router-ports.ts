import { networksBehind, subnetOf, type Side, type Subnet } from '../../model/addressing.js';
import { protocolOf } from '../../model/ip-address.js';
import type { MacAddress } from '../../model/mac.js';
import type { Attachment, Topology } from '../../model/topology.js';
import type { Traffic } from '../../model/traffic.js';
import type { IpLine } from '../../linux/ip-batch.js';

/** One port of the router under test, whatever carries it: a NIC or a virtual interface on it. */
export interface RouterPort {
  /** The DUT's network device. */
  readonly device: string;
  /** The networks it faces. A port that is both ingress and egress has two. */
  readonly subnets: readonly Subnet[];
  /** Who is on the other end. Entered by hand, so that nothing asks by ARP on a test link. */
  readonly neighbours: readonly { readonly address: string; readonly mac: MacAddress }[];
  /** What lies behind them. */
  readonly routes: readonly { readonly network: string; readonly via: string }[];
}

/** The router's ports, each device once: ingress ports first. */
export const routerPorts = (
  { ingress, egress }: Topology,
  { protocol, destinations, direction }: Traffic,
): readonly RouterPort[] => {
  const ports = new Map<string, RouterPort>();
  const routesTo = (side: Side, index: number, via: string): RouterPort['routes'] =>
    destinations === 'many' && (side === 'egress' || direction === 'bidirectional')
      ? networksBehind(side, index, protocol).networks.map((network) => ({ network, via }))
      : [];
  const add = ({ dut, peer }: Attachment, side: Side, index: number): void => {
    const port = ports.get(dut.interface);
    const subnet = subnetOf(side, index, protocol);
    ports.set(dut.interface, {
      device: dut.interface,
      subnets: [...(port?.subnets ?? []), subnet],
      neighbours: [...(port?.neighbours ?? []), { address: subnet.host, mac: peer.mac }],
      routes: [...(port?.routes ?? []), ...routesTo(side, index, subnet.host)],
    });
  };
  ingress.forEach((attachment, index) => {
    add(attachment, 'ingress', index);
  });
  egress.forEach((attachment, index) => {
    add(attachment, 'egress', index);
  });
  return [...ports.values()];
};

/**
 * Says which network is on a port's link: an address in IPv4, which wants one there. In IPv6 a
 * route is enough to forward, and an address would be announced to the link's other hosts.
 */
const onLink = ({ network, router }: Subnet, device: string): IpLine =>
  protocolOf(network) === 'ipv6'
    ? ['route', 'add', network, 'dev', device]
    : ['address', 'add', router, 'dev', device];

const offLink = ({ network, router }: Subnet, device: string): IpLine =>
  protocolOf(network) === 'ipv6'
    ? ['route', 'del', network, 'dev', device]
    : ['address', 'flush', 'to', router.replace(/\/\d+$/, '/32'), 'dev', device];

/** One address as a network of its own. */
const alone = (address: string): string =>
  `${address}/${protocolOf(address) === 'ipv6' ? 128 : 32}`;

/**
 * Gives a router port its networks, neighbours and routes, on the device that carries it. A neighbour
 * may have been asked for already: after a reset there are test frames before there is all of a router.
 */
export const addressing = (port: RouterPort, device: string): IpLine[] => [
  ...port.subnets.map((subnet) => onLink(subnet, device)),
  ...port.neighbours.map(({ address, mac }) => [
    ...['neigh', 'replace', address, 'lladdr', mac, 'dev', device, 'nud', 'permanent'],
  ]),
  ...port.routes.map(({ network, via }) => ['route', 'add', network, 'via', via, 'dev', device]),
];

/** Takes them away again; nothing happens where they are gone already. */
export const withoutAddressing = (port: RouterPort, device: string): IpLine[] => [
  ...port.routes.map(({ network, via }) => ['route', 'del', network, 'via', via, 'dev', device]),
  ...port.neighbours.map(({ address }) => [
    ...['neigh', 'flush', 'to', alone(address), 'dev', device, 'nud', 'permanent'],
  ]),
  ...port.subnets.map((subnet) => offLink(subnet, device)),
];

/**
 * Kernel parameters of a router's interface; `all` and `default` are interfaces in this sense.
 * No redirects to the generator, and no reverse path check: it would cost a second route lookup
 * a frame on some machines and not on others, as distributions differ in their defaults.
 */
export const routerSettings = (device: string): Record<string, string> => ({
  [`net/ipv4/conf/${device}/rp_filter`]: '0',
  [`net/ipv4/conf/${device}/send_redirects`]: '0',
});
