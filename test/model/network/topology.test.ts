import { describe, expect, it } from 'vitest';
import { counterKey } from '../../../src/model/counter.js';
import { inNamespace } from '../../../src/model/command.js';
import { macAddress } from '../../../src/model/network/mac.js';
import { egressOf, type Attachment, type Topology } from '../../../src/model/network/topology.js';

const port = { name: 'p', interface: 'eth1', mac: macAddress('02:00:00:00:00:01') };
const link: Attachment = { dut: port, peer: port };

describe('an ingress port', () => {
  it.each([
    [1, [0, 0, 0]],
    [2, [0, 1, 0]],
    [3, [0, 1, 2]],
  ])('of three goes to one of %d egress ports in turn', (count, egress) => {
    const topology: Topology = {
      ingress: [link, link, link],
      egress: Array<Attachment>(count).fill(link),
    };
    expect([0, 1, 2].map((index) => egressOf(topology, index))).toEqual(egress);
  });
});

describe('a command in a namespace', () => {
  it('is the same one where there is none', () => {
    expect(inNamespace(undefined, ['ip', 'link'])).toEqual(['ip', 'link']);
    expect(inNamespace('vr0', ['ip', 'link'])).toEqual([
      'ip',
      'netns',
      'exec',
      'vr0',
      'ip',
      'link',
    ]);
  });
});

describe("a counter's key", () => {
  it('tells counters apart', () => {
    const keys = [
      counterKey({ source: 'link', interface: 'eth1', field: 'rx_dropped' }),
      counterKey({ source: 'link', interface: 'eth1', field: 'tx_dropped' }),
      counterKey({ source: 'link', namespace: 'vr0', interface: 'eth1', field: 'rx_dropped' }),
      counterKey({ source: 'qdisc', interface: 'eth1', field: 'drops' }),
      counterKey({ source: 'softnet', field: 'dropped' }),
      counterKey({ source: 'snmp', field: 'Ip.InDiscards' }),
      counterKey({ source: 'neighbour', field: 'unresolved_discards' }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys[0]).toBe('link//eth1/rx_dropped');
  });
});
