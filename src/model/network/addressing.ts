/**
 * The addresses of a test network, from the blocks set aside for benchmarks: 198.18.0.0/15
 * (RFC 2544 appendix C) and 2001:2::/48 (RFC 5180 section 8). 198.18/16 faces the generator and
 * 198.19/16 the sink. Of each half, .0.0 to .95.255 is for links, .96.0 to .127.255 for networks
 * without test traffic, and .128.0 up for networks behind the hosts on the links.
 */
import type { Protocol } from './traffic.js';

/** The sides of a router: ports that face the generator, and ports that face the sink. */
export const SIDES = ['ingress', 'egress'] as const;
export type Side = (typeof SIDES)[number];

/** The addresses of a link. */
export interface Subnet {
  /** With its prefix length. */
  readonly network: string;
  /** The DUT's address with prefix length, as an argument of `ip addr add`. */
  readonly router: string;
  /** The address of the machine on the other end. */
  readonly host: string;
}

/** The destination addresses of a stream's frames. */
export interface Destinations {
  /** One host in each network. */
  readonly hosts: readonly string[];
  /** The lowest and the highest address of the range; every address between them is valid. */
  readonly first: string;
  readonly last: string;
}

/** Consecutive networks behind a host. */
export interface Networks extends Destinations {
  /** With prefix lengths. */
  readonly networks: readonly string[];
}

/** The capacity of the address blocks on each side. */
export const MOST_LINKS = 4096;
export const MOST_NETWORKS = 4096;

const LINK_ADDRESSES = 0x6000;
const BEHIND_IPV4 = 0x8000;
const ADDRESSES_BEHIND = 8;
const ROOMY_LINKS = 95;

const ipv4 = (side: Side, offset: number): string =>
  `198.${side === 'ingress' ? 18 : 19}.${offset >> 8}.${offset & 0xff}`;

const checkIndex = (what: string, index: number, count: number, most: number): void => {
  if (Number.isInteger(index) && index >= 0 && index < count && count <= most) return;
  throw new RangeError(
    `a test network has at most ${most} ${what} per side: no number ${index} of ${count}`,
  );
};

/** The prefix length of the largest subnets, /24 at most, that fit this many links; the first is unused. */
const linkPrefix = (links: number): number => {
  const fits = (prefix: number): boolean => LINK_ADDRESSES / 2 ** (32 - prefix) > links;
  return [24, 25, 26, 27, 28, 29, 30].find(fits) ?? 30;
};

const ipv4Subnet = (side: Side, index: number, links: number): Subnet => {
  const prefix = linkPrefix(links);
  const first = (index + 1) * 2 ** (32 - prefix);
  return {
    network: `${ipv4(side, first)}/${prefix}`,
    router: `${ipv4(side, first + 1)}/${prefix}`,
    host: ipv4(side, first + 2),
  };
};

/** Few links: 2001:2:0:1xx::/64 and 2001:2:0:2xx::/64; many: 2001:2:0:1xxx::/64 and 2001:2:0:2xxx::/64. */
const ipv6Subnet = (side: Side, index: number, links: number): Subnet => {
  const half = side === 'ingress' ? 1 : 2;
  const third = links <= ROOMY_LINKS ? half * 0x100 + index + 1 : half * 0x1000 + index;
  const prefix = `2001:2:0:${third.toString(16)}::`;
  return { network: `${prefix}/64`, router: `${prefix}1/64`, host: `${prefix}2` };
};

/**
 * The subnet of link number `index` of the `links` of a side.
 * @throws RangeError if the index is out of range, or there are more links than subnets
 */
export const subnetOf = (side: Side, index: number, links: number, protocol: Protocol): Subnet => {
  checkIndex('links', index, links, MOST_LINKS);
  return protocol === 'ipv6' ? ipv6Subnet(side, index, links) : ipv4Subnet(side, index, links);
};

/** Networks of eight addresses each in 198.18.128.0/17 or 198.19.128.0/17. */
const ipv4Networks = (side: Side, from: number, count: number): Networks => {
  const address = (network: number, offset: number): string =>
    ipv4(side, BEHIND_IPV4 + (from + network) * ADDRESSES_BEHIND + offset);
  const all = Array.from({ length: count }, (_, network) => network);
  return {
    networks: all.map((network) => `${address(network, 0)}/29`),
    hosts: all.map((network) => address(network, 2)),
    first: address(0, 0),
    last: address(count - 1, ADDRESSES_BEHIND - 1),
  };
};

/** Networks in 2001:2:0:8000::/50 or 2001:2:0:c000::/50. */
const ipv6Networks = (side: Side, from: number, count: number): Networks => {
  const prefix = (network: number): string =>
    `2001:2:0:${((side === 'ingress' ? 0x8000 : 0xc000) + from + network).toString(16)}::`;
  const all = Array.from({ length: count }, (_, network) => prefix(network));
  return {
    networks: all.map((each) => `${each}/64`),
    hosts: all.map((each) => `${each}2`),
    first: `${prefix(0)}2`,
    last: `${prefix(count - 1)}2`,
  };
};

/**
 * `count` networks behind a host on one side, starting at number `from`.
 * @throws RangeError if `count` is 0, or exceeds the address block
 */
export const networksBehind = (
  side: Side,
  from: number,
  count: number,
  protocol: Protocol,
): Networks => {
  if (count < 1) throw new RangeError('at least one network behind a host is required');
  checkIndex('networks behind hosts', from + count - 1, from + count, MOST_NETWORKS);
  return protocol === 'ipv6' ? ipv6Networks(side, from, count) : ipv4Networks(side, from, count);
};

/** From 198.18.96.0/24 or 198.19.96.0/24 on; in IPv6 from 2001:2:0:400::/64 or 2001:2:0:500::/64 on. */
const unusedNetworks = (which: 0 | 1, count: number, protocol: Protocol): readonly string[] =>
  Array.from({ length: count }, (_, index) =>
    protocol === 'ipv6'
      ? `2001:2:0:${(0x400 + which * 0x100 + index).toString(16)}::/64`
      : `198.${18 + which}.${96 + index}.0/24`,
  );

/** Networks denied by filters; they carry no test traffic. */
export const deniedNetworks = (count: number, protocol: Protocol): readonly string[] =>
  unusedNetworks(0, count, protocol);

/** Networks whose routes change; they carry no test traffic. */
export const changingNetworks = (count: number, protocol: Protocol): readonly string[] =>
  unusedNetworks(1, count, protocol);
