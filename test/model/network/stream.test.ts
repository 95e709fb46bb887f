import { BlockList } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  egressSubnet,
  ingressSubnet,
  MOST_PORTS_WITH_NETWORKS,
  NETWORKS,
  networksBehind,
} from '../../../src/model/network/addressing.js';
import { streamsOf } from '../../../src/model/network/stream.js';
import { PLAIN_TRAFFIC, PROTOCOLS } from '../../../src/model/network/traffic.js';
import { topology } from '../../traffic/testbed.js';

describe('streams', () => {
  it('come from each generator port, for the sink port it is routed to', () => {
    const streams = streamsOf(topology(3), PLAIN_TRAFFIC);
    expect(streams.map(({ entry }) => entry.peer.name)).toEqual([
      ...['generator-1', 'generator-2', 'generator-3'],
    ]);
    for (const { sender, receiver, exit, destinations } of streams) {
      expect([sender, receiver, exit.peer.name]).toEqual(['generator', 'sink', 'sink-1']);
      expect(destinations.hosts).toEqual([destinations.first]);
      expect(destinations.last).toBe(destinations.first);
    }
    expect(new Set(streams.map(({ source }) => source)).size).toBe(3);
  });

  it('come from the sink as well where traffic is bidirectional, and mirror the others', () => {
    const streams = streamsOf(topology(), { ...PLAIN_TRAFFIC, direction: 'bidirectional' });
    const [there, back, ...more] = streams;
    expect(more).toEqual([]);
    expect(back).toMatchObject({ sender: 'sink', receiver: 'generator', source: '198.19.1.2' });
    expect(back?.entry).toBe(there?.exit);
    expect(back?.exit).toBe(there?.entry);
    expect(back?.destinations.first).toBe(there?.source);
    expect(there?.destinations.first).toBe(back?.source);
  });

  it.each(PROTOCOLS)('are for 256 networks behind the sink in %s, where it is many', (protocol) => {
    const traffic = { ...PLAIN_TRAFFIC, protocol, destinations: 'many' } as const;
    for (const { destinations } of streamsOf(topology(2), traffic)) {
      expect(destinations.hosts).toHaveLength(NETWORKS);
    }
  });
});

describe.each(PROTOCOLS)('networks of %s behind ports', (protocol) => {
  const sides = ['ingress', 'egress'] as const;
  const ports = Array.from({ length: MOST_PORTS_WITH_NETWORKS }, (_, index) => index);
  const all = sides.flatMap((side) => ports.map((index) => networksBehind(side, index, protocol)));

  const block = (...networks: readonly string[]): BlockList => {
    const list = new BlockList();
    for (const network of networks) {
      const [address = '', length] = network.split('/');
      list.addSubnet(address, Number(length), protocol);
    }
    return list;
  };

  it('are 256 each, none twice, in the block for benchmarks, with a host in each', () => {
    const benchmarks = block(protocol === 'ipv6' ? '2001:2::/48' : '198.18.0.0/15');
    expect(new Set(all.flatMap(({ networks }) => networks)).size).toBe(all.length * NETWORKS);
    for (const { networks, hosts } of all) {
      expect(networks).toHaveLength(NETWORKS);
      for (const [index, host] of hosts.entries()) {
        expect(benchmarks.check(host, protocol)).toBe(true);
        expect(block(networks[index] ?? '').check(host, protocol)).toBe(true);
      }
    }
  });

  it('have the first and the last address that may be drawn', () => {
    for (const { networks, first, last } of all) {
      expect(block(networks[0] ?? '').check(first, protocol)).toBe(true);
      expect(block(networks.at(-1) ?? '').check(last, protocol)).toBe(true);
    }
  });

  it('leave the links alone', () => {
    const taken = block(...all.flatMap(({ networks }) => networks));
    const links = ports.flatMap((port) => [
      ingressSubnet(port, protocol).host,
      egressSubnet(port, protocol).host,
    ]);
    for (const link of links) expect(taken.check(link, protocol)).toBe(false);
  });

  it('are not behind more ports than there is room for', () => {
    expect(() => networksBehind('egress', ports.length, protocol)).toThrow(RangeError);
  });
});
