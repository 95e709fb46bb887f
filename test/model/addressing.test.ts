import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { egressSubnet, ingressSubnet } from '../../src/model/addressing.js';

const index = fc.integer({ min: 0, max: 254 });

describe('the test network', () => {
  it('has a subnet for each link', () => {
    expect(ingressSubnet(0)).toEqual({ router: '198.18.1.1/24', host: '198.18.1.2' });
    expect(egressSubnet(254)).toEqual({ router: '198.19.255.1/24', host: '198.19.255.2' });
  });

  it('lies in the block set aside for benchmarks', () => {
    const benchmarks = new BlockList();
    benchmarks.addSubnet('198.18.0.0', 15);
    fc.assert(
      fc.property(index, (i) => {
        for (const { host } of [ingressSubnet(i), egressSubnet(i)]) {
          expect(benchmarks.check(host)).toBe(true);
        }
      }),
    );
  });

  it('gives no address twice', () => {
    const subnets = Array.from({ length: 255 }, (_, i) => [
      ingressSubnet(i),
      egressSubnet(i),
    ]).flat();
    const addresses = subnets.flatMap(({ router, host }) => [router.split('/')[0], host]);
    expect(new Set(addresses).size).toBe(4 * 255);
  });

  it.each([-1, 255, 0.5, NaN])('has no subnet %d', (i) => {
    expect(() => ingressSubnet(i)).toThrow(RangeError);
    expect(() => egressSubnet(i)).toThrow(RangeError);
  });
});
