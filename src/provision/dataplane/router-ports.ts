import { egressSubnet, ingressSubnet, type Subnet } from '../../model/addressing.js';
import type { MacAddress } from '../../model/mac.js';
import type { Attachment, Topology } from '../../model/topology.js';
import type { IpLine } from '../../linux/ip-batch.js';

/** One port of the router under test, whatever carries it: a NIC or a virtual interface on it. */
export interface RouterPort {
  /** The DUT's network device. */
  readonly device: string;
  /** Addresses with prefix length. A port that is both ingress and egress has two. */
  readonly addresses: readonly string[];
  /** Who is on the other end. Entered by hand, so that nothing asks by ARP on a test link. */
  readonly neighbours: readonly { readonly address: string; readonly mac: MacAddress }[];
}

/** The router's ports, each device once: ingress ports first. */
export const routerPorts = ({ ingress, egress }: Topology): readonly RouterPort[] => {
  const ports = new Map<string, RouterPort>();
  const add = ({ dut, peer }: Attachment, subnet: Subnet): void => {
    const port = ports.get(dut.interface);
    ports.set(dut.interface, {
      device: dut.interface,
      addresses: [...(port?.addresses ?? []), subnet.router],
      neighbours: [...(port?.neighbours ?? []), { address: subnet.host, mac: peer.mac }],
    });
  };
  ingress.forEach((attachment, index) => {
    add(attachment, ingressSubnet(index));
  });
  egress.forEach((attachment, index) => {
    add(attachment, egressSubnet(index));
  });
  return [...ports.values()];
};

/** Gives a router port its addresses and neighbours, on the device that carries it. */
export const addressing = (port: RouterPort, device: string): IpLine[] => [
  ...port.addresses.map((address) => ['address', 'add', address, 'dev', device]),
  ...port.neighbours.map(({ address, mac }) => [
    ...['neigh', 'add', address, 'lladdr', mac, 'dev', device, 'nud', 'permanent'],
  ]),
];

/** Takes them away again; nothing happens where they are gone already. */
export const withoutAddressing = (port: RouterPort, device: string): IpLine[] => [
  ...port.neighbours.map(({ address }) => [
    ...['neigh', 'flush', 'to', `${address}/32`, 'dev', device, 'nud', 'permanent'],
  ]),
  ...port.addresses.map((address) => [
    ...['address', 'flush', 'to', address.replace(/\/\d+$/, '/32'), 'dev', device],
  ]),
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
