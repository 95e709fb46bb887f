/**
 * The addresses of a test network, from the blocks set aside for benchmarks: 198.18.0.0/15
 * (RFC 2544 appendix C) and 2001:2::/48 (RFC 5180 section 8). Each link is a network of its own.
 * Ingress ports face 198.18.x.0/24 and 2001:2:0:1xx::/64, egress ports 198.19.x.0/24 and
 * 2001:2:0:2xx::/64; the router is 1 there, the host on the other end 2. The upper half of each block
 * is for networks behind those hosts.
 */
import type { Protocol } from './traffic.js';

/** Which of the router's ports: those that face the generator, or those that face the sink. */
export type Side = 'ingress' | 'egress';

/** A link as addresses. */
export interface Subnet {
  /** With its prefix length. */
  readonly network: string;
  /** The DUT's address with its prefix length, as `ip addr add` takes it. */
  readonly router: string;
  /** The address of the machine on the other end. */
  readonly host: string;
}

const MOST_PORTS = 255;

/** The subnet of port `index` of a side. @throws RangeError */
export const subnetOf = (side: Side, index: number, protocol: Protocol): Subnet => {
  if (!Number.isInteger(index) || index < 0 || index >= MOST_PORTS) {
    throw new RangeError(`a test network has 255 subnets a side, asked for number ${index}`);
  }
  if (protocol === 'ipv6') {
    const third = ((side === 'ingress' ? 0x100 : 0x200) + index + 1).toString(16);
    const prefix = `2001:2:0:${third}::`;
    return { network: `${prefix}/64`, router: `${prefix}1/64`, host: `${prefix}2` };
  }
  const prefix = `198.${side === 'ingress' ? 18 : 19}.${index + 1}`;
  return { network: `${prefix}.0/24`, router: `${prefix}.1/24`, host: `${prefix}.2` };
};

/** The subnet between the generator and ingress port `index`. @throws RangeError */
export const ingressSubnet = (index: number, protocol: Protocol = 'ipv4'): Subnet =>
  subnetOf('ingress', index, protocol);

/** The subnet between egress port `index` and the sink. @throws RangeError */
export const egressSubnet = (index: number, protocol: Protocol = 'ipv4'): Subnet =>
  subnetOf('egress', index, protocol);

/** How many networks there are behind a host (RFC 2544 section 12). */
export const NETWORKS = 256;
/** The most ports of a side that have room for networks behind their hosts. */
export const MOST_PORTS_WITH_NETWORKS = 16;

/** Whom frames are for. */
export interface Destinations {
  /** One host in each network. */
  readonly hosts: readonly string[];
  /** The least and the greatest address that may be drawn: all between them are as good. */
  readonly first: string;
  readonly last: string;
}

/** Networks behind a host, one after the other. */
export interface Networks extends Destinations {
  /** With prefix lengths. */
  readonly networks: readonly string[];
}

/** 198.18.128.0/17 or 198.19.128.0/17: 256 networks of eight addresses for each port. */
const ipv4Networks = (side: Side, index: number): Networks => {
  const address = (offset: number): string => {
    const value = 0x8000 + index * NETWORKS * 8 + offset;
    return `198.${side === 'ingress' ? 18 : 19}.${value >> 8}.${value & 0xff}`;
  };
  const all = Array.from({ length: NETWORKS }, (_, network) => network * 8);
  return {
    networks: all.map((offset) => `${address(offset)}/29`),
    hosts: all.map((offset) => address(offset + 2)),
    first: address(0),
    last: address(NETWORKS * 8 - 1),
  };
};

/** 2001:2:0:8000::/50 or 2001:2:0:c000::/50. */
const ipv6Networks = (side: Side, index: number): Networks => {
  const prefix = (network: number): string =>
    `2001:2:0:${((side === 'ingress' ? 0x8000 : 0xc000) + index * NETWORKS + network).toString(16)}::`;
  const all = Array.from({ length: NETWORKS }, (_, network) => prefix(network));
  return {
    networks: all.map((each) => `${each}/64`),
    hosts: all.map((each) => `${each}2`),
    first: `${prefix(0)}2`,
    last: `${prefix(NETWORKS - 1)}2`,
  };
};

/** The networks behind the host that port `index` of a side faces. @throws RangeError */
export const networksBehind = (side: Side, index: number, protocol: Protocol): Networks => {
  if (!Number.isInteger(index) || index < 0 || index >= MOST_PORTS_WITH_NETWORKS) {
    throw new RangeError(
      `there are networks behind ${MOST_PORTS_WITH_NETWORKS} ports a side, asked for number ${index}`,
    );
  }
  return protocol === 'ipv6' ? ipv6Networks(side, index) : ipv4Networks(side, index);
};

/**
 * Networks that no test frame is from or for: 198.18.96.0/24 or 198.19.96.0/24 and those after it,
 * 2001:2:0:400::/64 or 2001:2:0:500::/64 and those after it.
 */
const unusedNetworks = (which: 0 | 1, count: number, protocol: Protocol): readonly string[] =>
  Array.from({ length: count }, (_, index) =>
    protocol === 'ipv6'
      ? `2001:2:0:${(0x400 + which * 0x100 + index).toString(16)}::/64`
      : `198.${18 + which}.${96 + index}.0/24`,
  );

/** Networks for filters to deny. */
export const deniedNetworks = (count: number, protocol: Protocol): readonly string[] =>
  unusedNetworks(0, count, protocol);

/** Networks whose routes change. */
export const changingNetworks = (count: number, protocol: Protocol): readonly string[] =>
  unusedNetworks(1, count, protocol);
