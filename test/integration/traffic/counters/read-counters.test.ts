import { afterAll, describe, expect, it } from 'vitest';
import { openHost } from '../../../../src/host/open.js';
import { linkStatisticFile } from '../../../../src/linux/device/statistics.js';
import { batch } from '../../../../src/linux/text/batch.js';
import { counterQueries } from '../../../../src/traffic/counters/counter-queries.js';
import { readCounters, readTrialCounters } from '../../../../src/traffic/counters/read-counters.js';
import { fixture } from '../../../linux/fixture.js';

const host = await openHost('here', { type: 'local', sudo: false });
afterAll(() => host[Symbol.asyncDispose]());

const COUNTERS = [
  { source: 'link', interface: 'lo', field: 'rx_packets' },
  { source: 'link', interface: 'lo', field: 'rx_missed_errors' },
  { source: 'carrier', interface: 'lo', field: 'changes' },
  { source: 'softnet', field: 'dropped' },
  { source: 'snmp', field: 'Ip.InDiscards' },
  { source: 'snmp', field: 'IpExt.InNoRoutes' },
] as const;

describe('readCounters', () => {
  it("reads this computer's kernel, in one command", async () => {
    const values = await readCounters(host, COUNTERS);
    expect([...values.keys()]).toEqual([
      'link//lo/rx_packets',
      'link//lo/rx_missed_errors',
      'carrier//lo/changes',
      'softnet///dropped',
      'snmp///Ip.InDiscards',
      'snmp///IpExt.InNoRoutes',
    ]);
    const numbers = [...values.values()].flatMap((value) =>
      typeof value === 'number' ? [value] : [...value.values()],
    );
    expect(numbers.every((value) => value >= 0)).toBe(true);
  });

  it('names a counter that the kernel does not have', async () => {
    const read = readCounters(host, [{ source: 'snmp', field: 'Ip.InMystery' }]);
    await expect(read).rejects.toThrow(/counter snmp.*Ip\.InMystery on here/);
  });

  it('names a network device that does not exist', async () => {
    const read = readCounters(host, [{ source: 'link', interface: 'nic9', field: 'tx_packets' }]);
    await expect(read).rejects.toThrow(linkStatisticFile('nic9', 'tx_packets'));
  });
});

describe('readTrialCounters', () => {
  const hosts = { generator: host, dut: host, sink: host };

  it('reads emulated wires on the controller, and only if there are any', async () => {
    const sockets = { hosts, readUdpSockets: () => Promise.resolve(fixture('udp-drops.txt')) };
    const wire = { at: 'controller', udpPort: 24_201 } as const;
    const link = { at: 'dut', counter: COUNTERS[0] } as const;
    const reading = await readTrialCounters(sockets, [link, wire]);
    expect([...reading.keys()]).toEqual(['dut/link//lo/rx_packets', 'controller/udp/24201']);
    expect(reading.get('controller/udp/24201')).toBe(64_371);

    const noSockets = { hosts, readUdpSockets: () => Promise.reject(new Error('not to be read')) };
    expect((await readTrialCounters(noSockets, [link])).size).toBe(1);
  });

  it('names a wire whose socket is gone', async () => {
    const places = { hosts, readUdpSockets: () => Promise.resolve(fixture('udp-drops.txt')) };
    const read = readTrialCounters(places, [{ at: 'controller', udpPort: 1 }]);
    await expect(read).rejects.toThrow(/UDP port 1,.*no such socket/);
  });
});

describe('counterQueries', () => {
  it('takes one command per namespace, and one for the queueing disciplines', () => {
    const queries = counterQueries([
      ...COUNTERS,
      { source: 'link', namespace: 'vr0', interface: 'in0', field: 'rx_errors' },
      { source: 'snmp', namespace: 'vr0', field: 'Ip.InDiscards' },
      { source: 'qdisc', interface: 'eth1', field: 'drops' },
      { source: 'qdisc', interface: 'eth2', field: 'drops' },
    ]);
    expect(queries.map(({ argv }) => argv.slice(0, 4).join(' '))).toEqual([
      `tail --verbose --lines=+1 ${linkStatisticFile('lo', 'rx_packets')}`,
      'ip netns exec vr0',
      'tc -s -j qdisc',
    ]);
    expect(batch(queries.map(({ argv }) => argv)).stdin.split('\n')).toHaveLength(4);
  });

  it('finds the drops of a queueing discipline by its device', () => {
    const [query] = counterQueries([{ source: 'qdisc', interface: 'eth4', field: 'drops' }]);
    const lookup = query?.parse(fixture('tc-qdisc-drops.json'), 'dut');
    expect(lookup?.({ source: 'qdisc', interface: 'eth4', field: 'drops' })).toBe(1392);
    expect(lookup?.({ source: 'qdisc', interface: 'eth9', field: 'drops' })).toBeUndefined();
  });
});
