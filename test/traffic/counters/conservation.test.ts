import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CounterValue } from '../../../src/linux/counters/counter-kind.js';
import type { Checkpoint } from '../../../src/linux/counters/checkpoint.js';
import { LOSS_LOCATIONS } from '../../../src/model/trial.js';
import { incomparable } from '../../../src/traffic/counters/comparable.js';
import { accountFor, type Sent } from '../../../src/traffic/counters/conservation.js';
import {
  counterRefKey,
  type CounterRef,
  type Reading,
} from '../../../src/traffic/counters/reading.js';
import { everyCounter, trialCounters } from '../../../src/traffic/counters/trial-counters.js';
import { sinkFlow } from '../sink-flow.js';
import { network, NO_NAMESPACES } from '../testbed.js';

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

const NAMESPACES = { place: 'namespaces', mac: 'own' } as const;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** A network, with arbitrary counter increases in a trial. */
const trialsOn = (choice: Parameters<typeof network>[0]) => {
  const { streams } = network(choice);
  const counters = trialCounters({
    network: network(choice),
    checkpoints,
    ringOverflow: { 'sink-1': { source: 'udp-socket', localPort: 4711 } },
    roles: NO_NAMESPACES,
  });
  const all = everyCounter(counters);
  const offer = (offered: readonly number[]): Sent => ({
    intended: sum(offered),
    streams: streams.map((stream, index) => {
      const frames = offered[index] ?? 0;
      return { stream, intended: frames, offered: frames };
    }),
  });
  /** Initial counters, the increase of each, and the generator's counts. */
  const trials = fc.record({
    offered: fc.array(fc.nat({ max: 1e9 }), {
      minLength: streams.length,
      maxLength: streams.length,
    }),
    before: fc.array(fc.nat({ max: 2 ** 40 }), { minLength: all.length, maxLength: all.length }),
    growth: fc.array(fc.nat({ max: 1e6 }), { minLength: all.length, maxLength: all.length }),
  });
  const readings = (before: readonly number[], growth: readonly number[]): [Reading, Reading] => {
    const at = (values: readonly number[]): Reading =>
      new Map(
        all.map((counter, index) => {
          const value = values[index] ?? 0;
          return [counterRefKey(counter), isNarrow(counter) ? value % 2 ** 32 : value];
        }),
      );
    return [at(before), at(before.map((value, index) => value + (growth[index] ?? 0)))];
  };
  const zero: Reading = new Map(all.map((counter) => [counterRefKey(counter), 0]));
  return { streams, counters, all, offer, trials, readings, zero };
};

/** 32 bits wide. */
const isNarrow = (counter: CounterRef): boolean =>
  counter.at === 'controller' || counter.counter.source === 'softnet';

const isCarrier = (counter: CounterRef | undefined): boolean =>
  counter !== undefined && counter.at !== 'controller' && counter.counter.source === 'carrier';

const NETWORKS = [
  ['one router, three ports', { ingress: 3 }],
  ['two routers on one ingress port', { routers: { count: 2 }, stack: NAMESPACES }],
] as const;

describe.each(NETWORKS)('flow conservation of %s', (_, choice) => {
  const { counters, all, offer, trials, readings } = trialsOn(choice);

  it('accounts for every frame: received, located or unlocated', () => {
    fc.assert(
      fc.property(trials, ({ offered, before, growth }) => {
        const [from, to] = readings(before, growth);
        const account = accountFor(counters, offer(offered), from, to);
        const located = sum(account.losses.map((loss) => loss.frames));
        expect(account.counts.offered).toBe(sum(offered));
        expect(account.counts.receivedBySink + located + account.unlocated).toBe(sum(offered));
      }),
    );
  });

  it('finds the growth of each counter of ports and places exactly once, wrapped or not', () => {
    const ofRouters = new Set(
      counters.streams
        .flatMap(({ receivedByDut, forwarded }) => [receivedByDut ?? [], forwarded ?? []])
        .flat()
        .map(counterRefKey)
        .filter((key) => key.includes('/vr')),
    );
    fc.assert(
      fc.property(trials, ({ before, growth }) => {
        const [from, to] = readings(before, growth);
        const account = accountFor(counters, offer([]), from, to);
        const { receivedByDut, forwarded, receivedBySink } = account.counts;
        const counted = [
          ...[receivedByDut ?? 0, forwarded ?? 0, receivedBySink],
          ...account.sentByPort.map(({ frames }) => frames),
          ...account.losses.map((loss) => loss.frames),
        ];
        const frames = growth.filter((__, index) => {
          const counter = all[index];
          return (
            counter !== undefined && !isCarrier(counter) && !ofRouters.has(counterRefKey(counter))
          );
        });
        expect(sum(counted)).toBe(sum(frames));
      }),
    );
  });

  it('names the ports whose carrier came or went', () => {
    fc.assert(
      fc.property(trials, ({ before, growth }) => {
        const [from, to] = readings(before, growth);
        const { flapped } = accountFor(counters, offer([]), from, to);
        const moved = new Set(
          all.flatMap((counter, index) =>
            isCarrier(counter) && (growth[index] ?? 0) > 0 ? [counterRefKey(counter)] : [],
          ),
        );
        const ports = counters.carriers.filter(({ counter }) => moved.has(counterRefKey(counter)));
        expect(flapped).toEqual(ports.map(({ port }) => port));
        expect(ports).toHaveLength(moved.size);
      }),
    );
  });

  it('attributes no more to routers at a place than was lost there', () => {
    fc.assert(
      fc.property(trials, ({ before, growth }) => {
        const [from, to] = readings(before, growth);
        for (const { frames, routers } of accountFor(counters, offer([]), from, to).losses) {
          if (routers === undefined) continue;
          expect(choice).toHaveProperty('routers.count', 2);
          expect(sum(routers.map((each) => each.frames))).toBeLessThanOrEqual(frames);
          expect(routers.every((each) => each.frames > 0)).toBe(true);
        }
      }),
    );
  });

  it('lists losses in the order a frame meets the places, and only if there are any', () => {
    fc.assert(
      fc.property(trials, ({ before, growth }) => {
        const [from, to] = readings(before, growth);
        const { losses } = accountFor(counters, offer([]), from, to);
        const order = losses.map(({ location }) => LOSS_LOCATIONS.indexOf(location));
        expect(order).toEqual(order.toSorted((a, b) => a - b));
        expect(losses.every(({ frames }) => frames > 0)).toBe(true);
      }),
    );
  });
});

describe.each(NETWORKS)('any pair of readings of %s', (_, choice) => {
  const { counters, all, offer, trials } = trialsOn(choice);
  const machines = { generator: 'gen', dut: 'router', sink: 'snk' };
  const value = fc.oneof(
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 20, arbitrary: fc.nat({ max: 2 ** 33 }) },
    { weight: 20, arbitrary: fc.nat({ max: 1000 }) },
    {
      weight: 3,
      arbitrary: fc
        .array(fc.tuple(fc.constantFrom('0', '1', '2'), fc.nat({ max: 2 ** 32 - 1 })))
        .map((rows): CounterValue => new Map(rows)),
    },
  );
  const reading = fc.array(value, { minLength: all.length, maxLength: all.length }).map(
    (values): Reading =>
      new Map(
        all.flatMap((counter, index): [string, CounterValue][] => {
          const own = values[index];
          return own === undefined ? [] : [[counterRefKey(counter), own]];
        }),
      ),
  );
  /** Most pairs of readings differ little. */
  const pairs = fc.record({
    offered: trials.map(({ offered }) => offered),
    before: reading,
    changed: reading,
    from: fc.nat({ max: all.length }),
    to: fc.nat({ max: all.length }),
  });

  it('gives an account without a negative number, or the name of a counter', () => {
    fc.assert(
      fc.property(pairs, ({ offered, before, changed, from, to }) => {
        const after = new Map(before);
        for (const counter of all.slice(from, to)) {
          const key = counterRefKey(counter);
          const own = changed.get(key);
          if (own === undefined) after.delete(key);
          else after.set(key, own);
        }
        const reasons = incomparable(all, before, after, { most: sum(offered), machines });
        if (reasons.length > 0) {
          for (const { code, detail } of reasons) {
            expect(code).toBe('counters-not-comparable');
            expect(detail).toMatch(/ on (gen|router|snk|this computer): /);
          }
          return;
        }
        const account = accountFor(counters, offer(offered), before, after);
        const { counts, losses, unlocated, excess } = account;
        const numbers = [
          ...Object.values(counts),
          ...losses.map(({ frames }) => frames),
          ...account.sentByPort.map(({ frames }) => frames),
        ];
        expect(numbers.every((number) => number === null || number >= 0)).toBe(true);
        if (unlocated >= 0) expect(excess).toBeUndefined();
        else {
          expect(excess?.frames).toBe(-unlocated);
          expect(excess?.counted.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('flow conservation', () => {
  const { counters, offer, zero } = trialsOn({ ingress: 3 });

  it('does not hide more frames received than offered', () => {
    const more = new Map(zero).set('sink/link//eth1/rx_packets', 12);
    expect(accountFor(counters, offer([4, 3, 3]), zero, more).unlocated).toBe(-2);
  });

  it('refuses a counter that went backwards, and one that was not read', () => {
    const five = new Map(zero).set('dut/link//eth1/rx_packets', 5);
    expect(() => accountFor(counters, offer([]), five, zero)).toThrow(
      /eth1\/rx_packets.*back from 5/,
    );
    expect(() => accountFor(counters, offer([]), new Map(), zero)).toThrow(/missing, then 0/);
  });
});

describe('the account of streams', () => {
  it('is that of ports if each port has one stream, and says nothing of a port they share', () => {
    const { counters, offer, zero } = trialsOn({ ingress: 3 });
    const after = new Map(zero)
      .set('dut/link//eth1/rx_packets', 10)
      .set('dut/link//eth2/rx_packets', 20)
      .set('dut/link//eth3/rx_packets', 29)
      .set('dut/link//eth4/tx_packets', 58)
      .set('sink/link//eth1/rx_packets', 58);
    const { streams } = accountFor(counters, offer([10, 20, 30]), zero, after);
    expect(streams.map((each) => [each.entry, each.exit, each.router])).toEqual([
      ['dut-1', 'dut-4', 0],
      ['dut-2', 'dut-4', 0],
      ['dut-3', 'dut-4', 0],
    ]);
    expect(streams.map((each) => each.counts)).toEqual(
      [10, 20, 30].map((offered) => ({
        ...{ intended: offered, offered, receivedByDut: Math.min(offered, 29) },
        ...{ forwarded: null, receivedBySink: null },
      })),
    );
  });

  describe('of two routers that share an ingress port', () => {
    const { streams, counters, offer, zero } = trialsOn({
      routers: { count: 2 },
      stack: NAMESPACES,
    });
    const [first, second] = streams;
    if (first === undefined || second === undefined) throw new Error('there are two streams');
    const after = new Map(zero)
      .set('dut/link//eth1/rx_packets', 1_990)
      .set('dut/link/vrbench-vr0/vr0-p0/rx_packets', 995)
      .set('dut/link/vrbench-vr1/vr1-p0/rx_packets', 980)
      .set('dut/link/vrbench-vr0/vr0-p1/tx_packets', 990)
      .set('dut/link/vrbench-vr1/vr1-p1/tx_packets', 970)
      .set('dut/link//eth4/tx_packets', 1_960)
      .set('sink/link//eth1/rx_packets', 1_960);
    const report = (frames: readonly number[], unclassified = 0, duplicates = 0) => ({
      ports: [{ interface: 'eth1', frames: 1_960 - unclassified, foreign: 0, unclassified }],
      flows: [first, second].map(({ source }, index) =>
        sinkFlow({ source, frames: frames[index] ?? 0, duplicates }),
      ),
    });
    const accountWith = (frames: readonly number[], unclassified?: number, duplicates?: number) =>
      accountFor(
        counters,
        {
          ...offer([1_000, 1_000]),
          sink: { report: report(frames, unclassified, duplicates), numbered: true },
        },
        zero,
        after,
      );

    it('is that of their interfaces and of the source addresses at the sink', () => {
      const account = accountWith([990, 970]);
      expect(account.counts).toMatchObject({ receivedByDut: 1_990, forwarded: 1_960 });
      expect(account.unlocated).toBe(40);
      expect(account.streams.map(({ router, counts }) => ({ router, ...counts }))).toEqual([
        {
          ...{ router: 0, intended: 1_000, offered: 1_000 },
          ...{ receivedByDut: 995, forwarded: 990, receivedBySink: 990 },
        },
        {
          ...{ router: 1, intended: 1_000, offered: 1_000 },
          ...{ receivedByDut: 980, forwarded: 970, receivedBySink: 970 },
        },
      ]);
      expect(account.surplus).toEqual([]);
    });

    it('has what a router lost by counters of its own; counters of all attribute nothing', () => {
      const lost = new Map(after)
        .set('dut/softnet///dropped', 30)
        .set('dut/link/vrbench-vr1/vr1-p0/rx_errors', 7);
      const owned = trialCounters({
        network: network({ routers: { count: 2 }, stack: NAMESPACES }),
        checkpoints: [
          { location: 'backlog-queue', counters: [{ source: 'softnet', field: 'dropped' }] },
          {
            location: 'virtual-interface',
            counters: [0, 1].map((router) => ({
              ...{ source: 'link', namespace: `vrbench-vr${router}`, interface: `vr${router}-p0` },
              field: 'rx_errors',
            })),
          },
        ],
        ringOverflow: {},
        roles: NO_NAMESPACES,
      });
      const whole = new Map(everyCounter(owned).map((counter) => [counterRefKey(counter), 0]));
      const { losses } = accountFor(
        owned,
        offer([1_000, 1_000]),
        whole,
        new Map([...whole, ...lost]),
      );
      expect(losses).toEqual([
        { location: 'backlog-queue', frames: 30 },
        { location: 'virtual-interface', frames: 7, routers: [{ router: 1, frames: 7 }] },
      ]);
    });

    it('adds up to the account of ports, if nothing is lost between them', () => {
      const { counts, streams: each } = accountWith([990, 970]);
      for (const count of ['intended', 'offered', 'forwarded', 'receivedBySink'] as const) {
        expect(sum(each.map((stream) => stream.counts[count] ?? NaN))).toBe(counts[count]);
      }
    });

    it('finds more frames of a stream than were offered, but for those that came twice', () => {
      expect(accountWith([1_010, 950]).surplus).toEqual([
        { stream: first.id, offered: 1_000, received: 1_010, by: 'frame-sink' },
      ]);
      expect(accountWith([1_010, 950], 0, 10).surplus).toEqual([]);
    });

    it('finds them by NICs too, if each port has one stream', () => {
      const pairs = trialsOn({ traffic: { direction: 'bidirectional' } });
      const two = new Map(pairs.zero)
        .set('sink/link//eth1/rx_packets', 1_010)
        .set('generator/link//eth1/rx_packets', 980);
      const account = accountFor(pairs.counters, pairs.offer([1_000, 1_000]), pairs.zero, two);
      expect(account.unlocated).toBe(10);
      expect(account.surplus).toMatchObject([{ offered: 1_000, received: 1_010, by: 'nic' }]);
    });

    it('knows no stream at the sink if NICs count, or the module had no room for a flow', () => {
      const nic = accountFor(counters, offer([1_000, 1_000]), zero, after);
      const unclassified = accountWith([990, 0], 970);
      for (const { streams: each } of [nic, unclassified]) {
        expect(each.map(({ counts }) => counts.receivedBySink)).toEqual([null, null]);
      }
      expect(unclassified.counts.receivedBySink).toBe(1_960);
    });

    it('does not take broadcast frames for those of a stream', () => {
      const { intended, streams: each } = offer([1_000, 1_000]);
      const sent = each.map((stream) => ({ ...stream, background: 10 }));
      const account = accountFor(counters, { intended, streams: sent }, zero, after);
      expect(account.streams.map(({ counts }) => counts.receivedByDut)).toEqual([null, null]);
      expect(account.streams.map(({ counts }) => counts.forwarded)).toEqual([990, 970]);
      expect(account.sentByPort.map(({ frames }) => frames)).toEqual([-20]);
    });
  });
});
