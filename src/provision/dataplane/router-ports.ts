import { protocolOf } from '../../model/network/ip-address.js';
import type { Subnet } from '../../model/network/addressing.js';
import type { RouterInterface } from '../../model/network/routers.js';
import type { IpLine } from '../../linux/ip/batch.js';

/**
 * Defines the network on an interface's link: by an address in IPv4, which requires one. In IPv6 a route
 * suffices to forward, and an address would be announced on the link.
 */
const onLink = ({ network, router }: Subnet, device: string): IpLine =>
  protocolOf(network) === 'ipv6'
    ? ['route', 'add', network, 'dev', device]
    : ['address', 'add', router, 'dev', device];

const offLink = ({ network, router }: Subnet, device: string): IpLine =>
  protocolOf(network) === 'ipv6'
    ? ['route', 'del', network, 'dev', device]
    : ['address', 'flush', 'to', router.replace(/\/\d+$/, '/32'), 'dev', device];

/** An address as the prefix of a single host. */
const hostPrefix = (address: string): string =>
  `${address}/${protocolOf(address) === 'ipv6' ? 128 : 32}`;

const routesOf = ({ links }: RouterInterface): readonly { network: string; via: string }[] =>
  links.flatMap(({ subnet: { host: via }, behind }) =>
    (behind?.networks ?? []).map((network) => ({ network, via })),
  );

/**
 * Gives a router's interface its networks, neighbours and routes. Neighbour entries are static, so that
 * there is no ARP on a test link. They replace any entry already there: after a reset, test frames may
 * arrive before the router is complete.
 */
export const addressing = (port: RouterInterface): IpLine[] => {
  const { name: device, links } = port;
  return [
    ...links.map(({ subnet }) => onLink(subnet, device)),
    ...links.map(({ subnet: { host }, attachment: { peer } }) => [
      ...['neigh', 'replace', host, 'lladdr', peer.mac, 'dev', device, 'nud', 'permanent'],
    ]),
    ...routesOf(port).map(({ network, via }) => [
      ...['route', 'add', network, 'via', via, 'dev', device],
    ]),
  ];
};

/** Removes them again; does nothing for those already gone. */
export const withoutAddressing = (port: RouterInterface): IpLine[] => {
  const { name: device, links } = port;
  return [
    ...routesOf(port).map(({ network, via }) => [
      ...['route', 'del', network, 'via', via, 'dev', device],
    ]),
    ...links.map(({ subnet: { host } }) => [
      ...['neigh', 'flush', 'to', hostPrefix(host), 'dev', device, 'nud', 'permanent'],
    ]),
    ...links.map(({ subnet }) => offLink(subnet, device)),
  ];
};

/**
 * Kernel parameters of a router's interface; `all` and `default` are interfaces in this sense.
 * No ICMP redirects to the generator, and no reverse path filter: it would cost a second route lookup
 * per frame on some machines only, as distributions differ in their defaults.
 */
export const routerSettings = (device: string): Record<string, string> => ({
  [`net/ipv4/conf/${device}/rp_filter`]: '0',
  [`net/ipv4/conf/${device}/send_redirects`]: '0',
});
