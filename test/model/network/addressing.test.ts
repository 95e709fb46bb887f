import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changingNetworks,
  deniedNetworks,
  MOST_LINKS,
  MOST_NETWORKS,
  networksBehind,
  SIDES,
  subnetOf,
} from '../../../src/model/network/addressing.js';
import { protocolOf } from '../../../src/model/network/ip-address.js';
import { PROTOCOLS, type Protocol } from '../../../src/model/network/traffic.js';

const side = fc.constantFrom(...SIDES);
const protocol = fc.constantFrom(...PROTOCOLS);
const links = fc.integer({ min: 1, max: MOST_LINKS });

const blockOf = (kind: Protocol, ...networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', length] = network.split('/');
    list.addSubnet(address, Number(length), kind);
  }
  return list;
};
const BENCHMARKS = {
  ipv4: blockOf('ipv4', '198.18.0.0/15'),
  ipv6: blockOf('ipv6', '2001:2::/48'),
};
const all = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

describe('the subnets of links', () => {
  it('are /24 and /64 if there are few', () => {
    expect(subnetOf('ingress', 0, 1, 'ipv4')).toEqual({
      network: '198.18.1.0/24',
      router: '198.18.1.1/24',
      host: '198.18.1.2',
    });
    expect(subnetOf('egress', 94, 95, 'ipv4').router).toBe('198.19.95.1/24');
    expect(subnetOf('egress', 94, 95, 'ipv6')).toEqual({
      network: '2001:2:0:25f::/64',
      router: '2001:2:0:25f::1/64',
      host: '2001:2:0:25f::2',
    });
  });

  it('are no larger than fits for this many links', () => {
    const lengthOf = (count: number) => subnetOf('ingress', 0, count, 'ipv4').network.split('/')[1];
    expect([95, 96, 191, 192, 1000, 3071, 3072, 4096].map(lengthOf)).toEqual([
      ...['24', '25', '25', '26', '28', '29', '30', '30'],
    ]);
  });

  it('are in the address blocks for benchmarks, with host and router in the network', () => {
    fc.assert(
      fc.property(side, links, protocol, fc.nat(), (half, count, kind, n) => {
        const { network, router, host } = subnetOf(half, n % count, count, kind);
        expect(protocolOf(host)).toBe(kind);
        expect(BENCHMARKS[kind].check(host, kind)).toBe(true);
        const inside = blockOf(kind, network);
        expect(inside.check(host, kind)).toBe(true);
        expect(inside.check(router.split('/')[0] ?? '', kind)).toBe(true);
      }),
    );
  });

  it.each(PROTOCOLS)('repeat no %s address, and use none of a network behind hosts', (kind) => {
    for (const count of [95, 96, 1000, MOST_LINKS]) {
      const addresses = SIDES.flatMap((half) =>
        all(count).flatMap((n) => {
          const { router, host } = subnetOf(half, n, count, kind);
          return [router.split('/')[0], host];
        }),
      );
      expect(new Set(addresses).size).toBe(4 * count);
    }
    const reserved = [
      ...deniedNetworks(24, kind),
      ...changingNetworks(25, kind),
      ...SIDES.flatMap((half) => networksBehind(half, 0, MOST_NETWORKS, kind).networks),
    ];
    const blocked = blockOf(kind, ...reserved);
    for (const half of SIDES) {
      const taken = all(MOST_LINKS).filter((n) =>
        blocked.check(subnetOf(half, n, MOST_LINKS, kind).host, kind),
      );
      expect(taken).toEqual([]);
    }
  });

  it.each([
    [-1, 1],
    [1, 1],
    [0.5, 1],
    [NaN, 1],
    [0, MOST_LINKS + 1],
  ])('are not to be had for number %d of %d', (n, count) => {
    expect(() => subnetOf('ingress', n, count, 'ipv4')).toThrow(RangeError);
    expect(() => subnetOf('egress', n, count, 'ipv6')).toThrow(RangeError);
  });
});

describe.each(PROTOCOLS)('networks of %s behind hosts', (kind) => {
  it('do not overlap, and each has its host', () => {
    const { networks, hosts } = networksBehind('egress', 0, MOST_NETWORKS, kind);
    expect(new Set(networks).size).toBe(MOST_NETWORKS);
    expect(hosts).toHaveLength(MOST_NETWORKS);
    for (const [n, host] of hosts.entries()) {
      if (n % 97 !== 0) continue;
      expect(blockOf(kind, networks[n] ?? '').check(host, kind)).toBe(true);
      expect(BENCHMARKS[kind].check(host, kind)).toBe(true);
    }
  });

  it('are consecutive from a given number', () => {
    const whole = networksBehind('ingress', 0, 600, kind);
    const rest = networksBehind('ingress', 256, 344, kind);
    expect(rest.networks).toEqual(whole.networks.slice(256));
    expect(rest.hosts).toEqual(whole.hosts.slice(256));
    expect(rest.last).toBe(whole.last);
  });

  it('are at least one, and no more than the address block holds', () => {
    expect(() => networksBehind('egress', 0, 0, kind)).toThrow(RangeError);
    expect(() => networksBehind('egress', 1, MOST_NETWORKS, kind)).toThrow(RangeError);
  });
});
