import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../src/linux/counters/checkpoint.js';
import { counterRefKey, type CounterRef } from '../../../src/traffic/counters/reading.js';
import {
  everyCounter,
  trialCounters,
  withoutDut,
  type TestNetwork,
} from '../../../src/traffic/counters/trial-counters.js';
import { network, NO_NAMESPACES, type NetworkChoice } from '../testbed.js';

const countersOf = (choice: NetworkChoice, more: Partial<TestNetwork> = {}) =>
  trialCounters({
    network: network(choice),
    checkpoints: [],
    ringOverflow: {},
    roles: NO_NAMESPACES,
    ...more,
  });
const keys = (list: readonly CounterRef[]): string[] => list.map(counterRefKey);
const lossesAt = ({ losses }: ReturnType<typeof countersOf>, location: string): string[] =>
  keys(losses.find((loss) => loss.location === location)?.counters ?? []);

describe('trialCounters', () => {
  it('count both directions if frames go both ways', () => {
    const both = countersOf({ traffic: { direction: 'bidirectional' } });
    expect(keys(both.sent.map(({ counter }) => counter))).toEqual([
      'generator/link//eth1/tx_packets',
      'sink/link//eth1/tx_packets',
    ]);
    expect(keys(both.receivedByDut)).toEqual([
      'dut/link//eth1/rx_packets',
      'dut/link//eth4/rx_packets',
    ]);
    expect(keys(both.forwarded)).toEqual([
      'dut/link//eth4/tx_packets',
      'dut/link//eth1/tx_packets',
    ]);
    expect(keys(both.receivedBySink)).toEqual([
      'sink/link//eth1/rx_packets',
      'generator/link//eth1/rx_packets',
    ]);
    expect(lossesAt(both, 'sink-nic')).toEqual([
      'sink/link//eth1/rx_missed_errors',
      'generator/link//eth1/rx_missed_errors',
    ]);
  });

  it('count a neighbour table once, however many namespaces share it', () => {
    const neighbours = ['vr0', 'vr1'].map((namespace) => ({
      ...({ source: 'neighbour', field: 'unresolved_discards' } as const),
      namespace,
    }));
    const checkpoints: readonly Checkpoint[] = [{ location: 'neighbour', counters: neighbours }];
    expect(lossesAt(countersOf({}, { checkpoints }), 'neighbour')).toHaveLength(1);
  });

  it("take a ring's overflow from the NIC, or from the UDP socket of an emulated wire", () => {
    const counters = countersOf(
      { ingress: 3 },
      { ringOverflow: { 'sink-1': { source: 'udp-socket', localPort: 4711 } } },
    );
    expect(lossesAt(counters, 'sink-nic')).toEqual(['controller/udp/4711']);
    expect(lossesAt(counters, 'ingress-nic')).toEqual(
      [1, 2, 3].map((port) => `dut/link//eth${port}/rx_missed_errors`),
    );
  });

  it('read ports in the namespace of their role', () => {
    const namespaced = countersOf({}, { roles: { ...NO_NAMESPACES, sink: { namespace: 'snk' } } });
    expect(keys(namespaced.receivedBySink)).toEqual(['sink/link/snk/eth1/rx_packets']);
  });
});

describe('trialCounters of several streams on a port', () => {
  const stack = { place: 'namespaces', mac: 'own' } as const;
  const two = countersOf({ ingress: 2, routers: { count: 2 }, stack });

  it('count every port once, with all of its streams', () => {
    expect(two.sent.map(({ port, streams }) => [port.name, [...streams]])).toEqual([
      ['generator-1', ['r0:generator-1>sink-1', 'r1:generator-1>sink-1']],
      ['generator-2', ['r0:generator-2>sink-1', 'r1:generator-2>sink-1']],
    ]);
    for (const list of [two.receivedByDut, two.forwarded, two.receivedBySink]) {
      expect(new Set(keys(list)).size).toBe(list.length);
    }
    expect(two.receivedByDut).toHaveLength(2);
    expect(two.forwarded).toHaveLength(1);
  });

  it("read the routers' interfaces, if ports do not tell streams apart", () => {
    const found = two.streams.map(({ stream, receivedByDut, forwarded, receivedBySink }) => [
      stream.id,
      receivedByDut && counterRefKey(receivedByDut),
      forwarded && counterRefKey(forwarded),
      receivedBySink && counterRefKey(receivedBySink),
    ]);
    // Two streams leave each router by one interface, and four of them the DUT by one port.
    expect(found).toEqual([
      ['r0:generator-1>sink-1', 'dut/link/vrbench-vr0/vr0-p0/rx_packets', undefined, undefined],
      ['r0:generator-2>sink-1', 'dut/link/vrbench-vr0/vr0-p1/rx_packets', undefined, undefined],
      ['r1:generator-1>sink-1', 'dut/link/vrbench-vr1/vr1-p0/rx_packets', undefined, undefined],
      ['r1:generator-2>sink-1', 'dut/link/vrbench-vr1/vr1-p1/rx_packets', undefined, undefined],
    ]);
  });

  it('know no stream if several go through a NIC that is itself an interface of a router', () => {
    const machine = countersOf({ routers: { interfaces: 2 } });
    for (const { receivedByDut, forwarded } of machine.streams) {
      expect([receivedByDut, forwarded]).toEqual([undefined, undefined]);
    }
  });
});

describe('everyCounter', () => {
  const stack = { place: 'namespaces', mac: 'own' } as const;
  const withoutStreams = (counters: ReturnType<typeof countersOf>) =>
    keys(everyCounter({ ...counters, streams: [] }));

  it('reads nothing for streams that ports or nothing tell apart', () => {
    for (const choice of [{ ingress: 1 }, { ingress: 3 }]) {
      const counters = countersOf({ ...choice, stack });
      expect(keys(everyCounter(counters))).toEqual(withoutStreams(counters));
    }
  });

  it("reads routers' interfaces after all else if ports have several streams", () => {
    const counters = countersOf({ routers: { count: 2 }, stack });
    expect(keys(everyCounter(counters))).toEqual([
      ...withoutStreams(counters),
      'dut/link/vrbench-vr0/vr0-p0/rx_packets',
      'dut/link/vrbench-vr1/vr1-p0/rx_packets',
      'dut/link/vrbench-vr0/vr0-p1/tx_packets',
      'dut/link/vrbench-vr1/vr1-p1/tx_packets',
    ]);
  });
});

describe('withoutDut', () => {
  it('leaves nothing that is read on the DUT', () => {
    const stack = { place: 'namespaces', mac: 'own' } as const;
    const counters = countersOf({ ingress: 2, routers: { count: 2 }, stack });
    const left = everyCounter(withoutDut(counters));
    expect(left.map(({ at }) => at)).not.toContain('dut');
    expect(left.length).toBeGreaterThan(0);
  });
});
