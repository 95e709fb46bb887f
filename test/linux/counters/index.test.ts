import { describe, expect, it } from 'vitest';
import { counterKey } from '../../../src/linux/counters/index.js';

describe("a counter's key", () => {
  it('distinguishes counters', () => {
    const keys = [
      counterKey({ source: 'link', interface: 'eth1', field: 'rx_dropped' }),
      counterKey({ source: 'link', interface: 'eth1', field: 'tx_dropped' }),
      counterKey({ source: 'link', namespace: 'vr0', interface: 'eth1', field: 'rx_dropped' }),
      counterKey({ source: 'qdisc', interface: 'eth1', field: 'drops' }),
      counterKey({
        ...{ source: 'packet-socket', interface: 'eth1', program: 'ovs-vswitchd', field: 'drops' },
      }),
      counterKey({ source: 'softnet', field: 'dropped' }),
      counterKey({ source: 'snmp', field: 'Ip.InDiscards' }),
      counterKey({ source: 'neighbour', field: 'unresolved_discards' }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys[0]).toBe('link//eth1/rx_dropped');
  });
});
