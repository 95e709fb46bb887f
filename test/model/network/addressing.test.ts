import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { egressSubnet, ingressSubnet } from '../../../src/model/network/addressing.js';
import { protocolOf } from '../../../src/model/network/ip-address.js';
import { PROTOCOLS } from '../../../src/model/network/traffic.js';

const index = fc.integer({ min: 0, max: 254 });
const protocol = fc.constantFrom(...PROTOCOLS);

describe('the test network', () => {
  it('has a subnet for each link', () => {
    expect(ingressSubnet(0)).toEqual({
      network: '198.18.1.0/24',
      router: '198.18.1.1/24',
      host: '198.18.1.2',
    });
    expect(egressSubnet(254).router).toBe('198.19.255.1/24');
    expect(egressSubnet(254, 'ipv6')).toEqual({
      network: '2001:2:0:2ff::/64',
      router: '2001:2:0:2ff::1/64',
      host: '2001:2:0:2ff::2',
    });
  });

  it('lies in the blocks set aside for benchmarks', () => {
    const benchmarks = new BlockList();
    benchmarks.addSubnet('198.18.0.0', 15, 'ipv4');
    benchmarks.addSubnet('2001:2::', 48, 'ipv6');
    fc.assert(
      fc.property(index, protocol, (i, kind) => {
        for (const { host } of [ingressSubnet(i, kind), egressSubnet(i, kind)]) {
          expect(protocolOf(host)).toBe(kind);
          expect(benchmarks.check(host, kind)).toBe(true);
        }
      }),
    );
  });

  it.each(PROTOCOLS)('gives no address of %s twice', (kind) => {
    const subnets = Array.from({ length: 255 }, (_, i) => [
      ingressSubnet(i, kind),
      egressSubnet(i, kind),
    ]).flat();
    const addresses = subnets.flatMap(({ router, host }) => [router.split('/')[0], host]);
    expect(new Set(addresses).size).toBe(4 * 255);
  });

  it.each([-1, 255, 0.5, NaN])('has no subnet %d', (i) => {
    expect(() => ingressSubnet(i)).toThrow(RangeError);
    expect(() => egressSubnet(i)).toThrow(RangeError);
  });
});
