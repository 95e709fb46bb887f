/**
 * The addresses of a test network, from the block set aside for benchmarks:
 * 198.18.0.0/15 (RFC 2544 appendix C). Ingress ports face 198.18.x.0/24, egress ports 198.19.x.0/24.
 */

/** One side of a link as addresses. */
export interface Subnet {
  /** The DUT's address with its prefix length, as `ip addr add` takes it. */
  readonly router: string;
  /** The address of the machine on the other end. */
  readonly host: string;
}

const subnet = (second: number, index: number): Subnet => {
  if (!Number.isInteger(index) || index < 0 || index > 254) {
    throw new RangeError(`a test network has 255 subnets a side, asked for number ${index}`);
  }
  return { router: `198.${second}.${index + 1}.1/24`, host: `198.${second}.${index + 1}.2` };
};

/** The subnet between the generator and ingress port `index`. @throws RangeError */
export const ingressSubnet = (index: number): Subnet => subnet(18, index);

/** The subnet between egress port `index` and the sink. @throws RangeError */
export const egressSubnet = (index: number): Subnet => subnet(19, index);
