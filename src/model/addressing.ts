/**
 * The addresses of a test network, from the blocks set aside for benchmarks: 198.18.0.0/15
 * (RFC 2544 appendix C) and 2001:2::/48 (RFC 5180 section 8). Each link is a network of its own.
 * Ingress ports face 198.18.x.0/24 and 2001:2:0:1xx::/64, egress ports 198.19.x.0/24 and
 * 2001:2:0:2xx::/64; the router is 1 there, the host on the other end 2.
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

const subnet = (side: Side, index: number, protocol: Protocol): Subnet => {
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
  subnet('ingress', index, protocol);

/** The subnet between egress port `index` and the sink. @throws RangeError */
export const egressSubnet = (index: number, protocol: Protocol = 'ipv4'): Subnet =>
  subnet('egress', index, protocol);
