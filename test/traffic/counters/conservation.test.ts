import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../src/linux/counters/checkpoint.js';
import { LOSS_LOCATIONS } from '../../../src/model/trial.js';
import { accountFor } from '../../../src/traffic/counters/conservation.js';
import {
  counterRefKey,
  type Reading,
  type CounterRef,
} from '../../../src/traffic/counters/reading.js';
import { everyCounter, trialCounters } from '../../../src/traffic/counters/trial-counters.js';
import { NO_NAMESPACES, PLAIN_TRAFFIC, topology } from '../testbed.js';

const checkpoints: readonly Checkpoint[] = [
  { location: 'backlog-queue', counters: [{ source: 'softnet', field: 'dropped' }] },
  {
    location: 'virtual-interface',
    counters: [
      { source: 'link', namespace: 'vr0', interface: 'in0', field: 'rx_errors' },
      { source: 'link', namespace: 'vr0', interface: 'out0', field: 'tx_dropped' },
    ],
  },
  {
    location: 'neighbour',
    counters: [
      { source: 'neighbour', namespace: 'vr0', field: 'unresolved_discards' },
      { source: 'neighbour', namespace: 'vr1', field: 'unresolved_discards' },
    ],
  },
  { location: 'egress-qdisc', counters: [{ source: 'qdisc', interface: 'eth4', field: 'drops' }] },
];

const witnesses = trialCounters({
  topology: topology(3),
  traffic: PLAIN_TRAFFIC,
  checkpoints,
  ringOverflow: { 'sink-1': { source: 'udp-socket', localPort: 4711 } },
  namespaces: NO_NAMESPACES,
});
const all = everyCounter(witnesses);

/** A trial of any course: where counters stood, how far each went, and what the generator says. */
const trials = fc.record({
  offered: fc.nat({ max: 1e9 }),
  before: fc.array(fc.nat({ max: 2 ** 40 }), { minLength: all.length, maxLength: all.length }),
  growth: fc.array(fc.nat({ max: 1e6 }), { minLength: all.length, maxLength: all.length }),
});

const WIDTH_32 = (witness: CounterRef): boolean =>
  witness.at === 'controller' || witness.counter.source === 'softnet';

const isCarrier = (witness: CounterRef | undefined): boolean =>
  witness !== undefined && witness.at !== 'controller' && witness.counter.source === 'carrier';

const readings = (before: readonly number[], growth: readonly number[]): [Reading, Reading] => {
  const at = (values: readonly number[]): Reading =>
    new Map(
      all.map((witness, index) => {
        const value = values[index] ?? 0;
        return [counterRefKey(witness), WIDTH_32(witness) ? value % 2 ** 32 : value];
      }),
    );
  return [at(before), at(before.map((value, index) => value + (growth[index] ?? 0)))];
};

describe('flow conservation', () => {
  it('accounts for every frame: received, located or unlocated', () => {
    fc.assert(
      fc.property(trials, ({ offered, before, growth }) => {
        const [from, to] = readings(before, growth);
        const account = accountFor(witnesses, { intended: offered, offered }, from, to);
        const located = account.losses.reduce((sum, loss) => sum + loss.frames, 0);
        expect(account.counts.receivedBySink + located + account.unlocated).toBe(offered);
      }),
    );
  });

  it('finds the growth of each counter of frames exactly once, wrapped or not', () => {
    fc.assert(
      fc.property(trials, ({ before, growth }) => {
        const [from, to] = readings(before, growth);
        const account = accountFor(witnesses, { intended: 0, offered: 0 }, from, to);
        const { receivedByDut, forwarded, receivedBySink } = account.counts;
        const counted = [
          ...[receivedByDut ?? 0, forwarded ?? 0, receivedBySink, ...account.sentByPort],
          ...account.losses.map((loss) => loss.frames),
        ];
        const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
        const frames = growth.filter((_, index) => !isCarrier(all[index]));
        expect(sum(counted)).toBe(sum(frames));
      }),
    );
  });

  it('names the ports whose carrier came or went', () => {
    fc.assert(
      fc.property(trials, ({ before, growth }) => {
        const [from, to] = readings(before, growth);
        const { flapped } = accountFor(witnesses, { intended: 0, offered: 0 }, from, to);
        const moved = new Set(
          all.flatMap((witness, index) =>
            isCarrier(witness) && (growth[index] ?? 0) > 0 ? [counterRefKey(witness)] : [],
          ),
        );
        const ports = witnesses.carriers.filter(({ witness }) => moved.has(counterRefKey(witness)));
        expect(flapped).toEqual(ports.map(({ port }) => port));
        expect(ports).toHaveLength(moved.size);
      }),
    );
  });

  it('lists losses in the order a frame meets the places, and only where there are some', () => {
    fc.assert(
      fc.property(trials, ({ before, growth }) => {
        const [from, to] = readings(before, growth);
        const { losses } = accountFor(witnesses, { intended: 0, offered: 0 }, from, to);
        const order = losses.map(({ location }) => LOSS_LOCATIONS.indexOf(location));
        expect(order).toEqual(order.toSorted((a, b) => a - b));
        expect(losses.every(({ frames }) => frames > 0)).toBe(true);
      }),
    );
  });

  it('does not hide more frames received than offered', () => {
    const sink = new Map(all.map((witness) => [counterRefKey(witness), 0]));
    const more = new Map(sink).set('sink/link//eth1/rx_packets', 12);
    const account = accountFor(witnesses, { intended: 10, offered: 10 }, sink, more);
    expect(account.unlocated).toBe(-2);
  });

  it('refuses a counter that went backwards, and one that was not read', () => {
    const zero = new Map(all.map((witness) => [counterRefKey(witness), 0]));
    const five = new Map(zero).set('dut/link//eth1/rx_packets', 5);
    const sent = { intended: 0, offered: 0 };
    expect(() => accountFor(witnesses, sent, five, zero)).toThrow(/eth1\/rx_packets.*from 5 back/);
    expect(() => accountFor(witnesses, sent, new Map(), zero)).toThrow(/not read/);
  });
});

describe('trialWitnesses', () => {
  it('count both directions where frames go both ways', () => {
    const both = trialCounters({
      topology: topology(),
      traffic: { ...PLAIN_TRAFFIC, direction: 'bidirectional' },
      checkpoints: [],
      ringOverflow: {},
      namespaces: NO_NAMESPACES,
    });
    const keys = (list: readonly CounterRef[]): string[] => list.map(counterRefKey);
    expect(keys(both.sent)).toEqual([
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
    const missed = both.losses.find(({ location }) => location === 'sink-nic');
    expect(keys(missed?.witnesses ?? [])).toEqual([
      'sink/link//eth1/rx_missed_errors',
      'generator/link//eth1/rx_missed_errors',
    ]);
  });

  it('counts a neighbour table once, however many namespaces share it', () => {
    const neighbours = witnesses.losses.find(({ location }) => location === 'neighbour');
    expect(neighbours?.witnesses).toHaveLength(1);
  });

  it("takes a ring's overflow from the NIC, or from the UDP socket of an emulated wire", () => {
    const at = (location: string): readonly string[] =>
      (witnesses.losses.find((loss) => loss.location === location)?.witnesses ?? []).map(
        counterRefKey,
      );
    expect(at('sink-nic')).toEqual(['controller/udp/4711']);
    expect(at('ingress-nic')).toEqual(
      [1, 2, 3].map((port) => `dut/link//eth${port}/rx_missed_errors`),
    );
  });

  it('reads ports in the namespace of their role', () => {
    const namespaced = trialCounters({
      topology: topology(),
      traffic: PLAIN_TRAFFIC,
      checkpoints: [],
      ringOverflow: {},
      namespaces: { ...NO_NAMESPACES, sink: 'snk' },
    });
    expect(namespaced.receivedBySink.map(counterRefKey)).toEqual(['sink/link/snk/eth1/rx_packets']);
  });
});
