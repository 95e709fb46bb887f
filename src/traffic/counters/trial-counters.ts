import type { RoleName } from '../../config/testbed/testbed-file.js';
import type { Checkpoint } from '../../linux/counters/checkpoint.js';
import type { LinkField } from '../../linux/counters/link.js';
import type { RingOverflow } from '../../model/counter.js';
import { groupBy } from '../../model/group-by.js';
import type { Network } from '../../model/network/network.js';
import type { Passage, Stream, StreamId } from '../../model/network/stream.js';
import type { Port } from '../../model/network/topology.js';
import { LOSS_LOCATIONS, type LossLocation } from '../../model/trial.js';
import { counterOwners, type CounterOwners } from './counter-owners.js';
import { counterRefKey, type CounterRef } from './reading.js';
import { streamCounters, type PortCounters, type StreamCounters } from './stream-counters.js';

/** The places where a trial's frames are counted. */
export interface TestNetwork {
  readonly network: Network;
  /** The DUT's own checkpoints, as its data plane names them. */
  readonly checkpoints: readonly Checkpoint[];
  /** By port name; a port that is not listed counts at its NIC. */
  readonly ringOverflow: Readonly<Record<string, RingOverflow>>;
  /** The namespace that holds a role's ports. */
  readonly roles: Readonly<Record<RoleName, { readonly namespace?: string | undefined }>>;
}

/** What the driver of a sending port counted, for all its streams. */
export interface SentCounter {
  readonly port: Port;
  readonly streams: ReadonlySet<StreamId>;
  readonly counter: CounterRef;
}

/** Which counters make up each number of a trial. Each port is listed once. */
export interface TrialCounters {
  /** To be compared with the generator's own counts. */
  readonly sent: readonly SentCounter[];
  readonly receivedByDut: readonly CounterRef[];
  readonly forwarded: readonly CounterRef[];
  readonly receivedBySink: readonly CounterRef[];
  /** Every stream, with the counters that count its frames only. */
  readonly streams: readonly StreamCounters[];
  /** Every port in use, by its name in the testbed, with the counter of its carrier changes. */
  readonly carriers: readonly { readonly port: string; readonly counter: CounterRef }[];
  /** In the order of a frame's path; no counter is in two of them. */
  readonly losses: readonly {
    readonly location: LossLocation;
    readonly counters: readonly CounterRef[];
  }[];
  /** With several routers, the router that a loss counter belongs to. */
  readonly owners: CounterOwners;
}

/** Each counter once, in order of first occurrence. */
const once = (counters: readonly CounterRef[]): readonly CounterRef[] => [
  ...new Map(counters.map((each) => [counterRefKey(each), each])).values(),
];

/** The counts of the drivers of sending ports, by port. */
const sentCounters = (
  streams: readonly Stream[],
  counterOf: (stream: Stream) => CounterRef,
): readonly SentCounter[] =>
  [...groupBy(streams, (stream) => counterRefKey(counterOf(stream))).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const ids = new Set(own.map(({ id }) => id));
    return [{ port: first.entry.peer, streams: ids, counter: counterOf(first) }];
  });

/** The counters of a test network. Pure. */
export const trialCounters = (setup: TestNetwork): TrialCounters => {
  const { network, checkpoints, ringOverflow, roles } = setup;
  const { streams, topology } = network;
  const link = (at: RoleName, { interface: device }: Port, field: LinkField): CounterRef => ({
    at,
    counter: { source: 'link', namespace: roles[at].namespace, interface: device, field },
  });
  const carrier = (at: RoleName, port: Port): TrialCounters['carriers'][number] => {
    const device = { namespace: roles[at].namespace, interface: port.interface };
    const counter: CounterRef = { at, counter: { source: 'carrier', ...device, field: 'changes' } };
    return { port: port.name, counter };
  };
  const overflow = (at: RoleName, port: Port): CounterRef => {
    const ring = ringOverflow[port.name];
    return ring?.source === 'udp-socket'
      ? { at: 'controller', udpPort: ring.localPort }
      : link(at, port, 'rx_missed_errors');
  };
  const lossesAt = (location: LossLocation): readonly CounterRef[] => [
    ...(location === 'ingress-nic' ? streams.map(({ entry }) => overflow('dut', entry.dut)) : []),
    ...checkpoints
      .filter((checkpoint) => checkpoint.location === location)
      .flatMap(({ counters }) => counters.map((counter): CounterRef => ({ at: 'dut', counter }))),
    ...(location === 'sink-nic'
      ? streams.map(({ receiver, exit }) => overflow(receiver, exit.peer))
      : []),
  ];
  const onDut = (
    { router: { namespace } }: Stream,
    { interface: { name, ownCounters, port } }: Passage,
    field: LinkField,
  ): CounterRef =>
    ownCounters
      ? { at: 'dut', counter: { source: 'link', namespace, interface: name, field } }
      : link('dut', port, field);
  const ports: PortCounters = {
    receivedByDut: (stream) => onDut(stream, stream.into, 'rx_packets'),
    forwarded: (stream) => onDut(stream, stream.outOf, 'tx_packets'),
    receivedBySink: ({ receiver, exit }) => link(receiver, exit.peer, 'rx_packets'),
  };
  const seen = new Set<string>();
  const isNew = (counter: CounterRef): boolean => {
    const key = counterRefKey(counter);
    return !seen.has(key) && seen.add(key) === seen;
  };
  return {
    sent: sentCounters(streams, ({ sender, entry }) => link(sender, entry.peer, 'tx_packets')),
    receivedByDut: once(streams.map(ports.receivedByDut)),
    forwarded: once(streams.map(ports.forwarded)),
    receivedBySink: once(streams.map(ports.receivedBySink)),
    streams: streamCounters(streams, ports),
    carriers: [
      ...topology.ingress.flatMap(({ peer, dut }) => [
        carrier('generator', peer),
        carrier('dut', dut),
      ]),
      ...topology.egress.flatMap(({ dut, peer }) => [carrier('dut', dut), carrier('sink', peer)]),
    ],
    losses: LOSS_LOCATIONS.map((location) => ({
      location,
      counters: lossesAt(location).filter(isNew),
    })).filter(({ counters }) => counters.length > 0),
    owners: counterOwners(
      { network, checkpoints, dutNamespace: roles.dut.namespace },
      streams.map(({ entry: { dut } }) => ({
        device: dut.interface,
        counter: overflow('dut', dut),
      })),
    ),
  };
};

/**
 * The counters of a trial in which the DUT is reset: its own may start from 0, so none of them is
 * used. What is lost there stays unlocated.
 */
export const withoutDut = (counters: TrialCounters): TrialCounters => ({
  ...counters,
  carriers: counters.carriers.filter(({ counter }) => counter.at !== 'dut'),
  receivedByDut: [],
  forwarded: [],
  streams: counters.streams.map(({ stream, receivedBySink }) => ({ stream, receivedBySink })),
  losses: counters.losses
    .map((loss) => ({ ...loss, counters: loss.counters.filter(({ at }) => at !== 'dut') }))
    .filter((loss) => loss.counters.length > 0),
});

/** All that has to be read, each counter once. */
export const everyCounter = (counters: TrialCounters): readonly CounterRef[] => {
  const { sent, receivedByDut, forwarded, receivedBySink, streams, carriers, losses } = counters;
  return once([
    ...sent.map(({ counter }) => counter),
    ...[receivedByDut, forwarded, receivedBySink].flat(),
    ...carriers.map(({ counter }) => counter),
    ...losses.flatMap((loss) => loss.counters),
    ...streams.flatMap((each) => each.receivedByDut ?? []),
    ...streams.flatMap((each) => each.forwarded ?? []),
    ...streams.flatMap((each) => each.receivedBySink ?? []),
  ]);
};
