import type { RoleName } from '../../config/testbed.js';
import type { Checkpoint } from '../../linux/counters/checkpoint.js';
import type { LinkField } from '../../linux/counters/link.js';
import type { RingOverflow } from '../../model/counter.js';
import type { Network } from '../../model/network/network.js';
import type { Stream } from '../../model/network/stream.js';
import type { Port } from '../../model/network/topology.js';
import { LOSS_LOCATIONS, type LossLocation } from '../../model/trial.js';
import { counterRefKey, type CounterRef } from './reading.js';

/** Where a trial's frames are counted. */
export interface TestNetwork {
  readonly network: Network;
  /** The DUT's own checkpoints, as its data plane names them. */
  readonly checkpoints: readonly Checkpoint[];
  /** By port name; a port that is not listed counts at its NIC. */
  readonly ringOverflow: Readonly<Record<string, RingOverflow>>;
  /** The namespace that holds a role's ports; undefined for the machine's own. */
  readonly namespaces: Readonly<Record<RoleName, string | undefined>>;
}

/** Which counters make up each number of a trial. */
export interface TrialCounters {
  /** What each sending port's driver says it sent, in the order of the streams: a second witness. */
  readonly sent: readonly CounterRef[];
  readonly receivedByDut: readonly CounterRef[];
  readonly forwarded: readonly CounterRef[];
  readonly receivedBySink: readonly CounterRef[];
  /** Every port in use, by its name in the testbed, with how often its carrier came or went. */
  readonly carriers: readonly { readonly port: string; readonly witness: CounterRef }[];
  /** In the order a frame meets them; no counter is in two of them. */
  readonly losses: readonly {
    readonly location: LossLocation;
    readonly witnesses: readonly CounterRef[];
  }[];
}

/** Of several streams that leave the DUT by the same port, the first. */
const byExit = (streams: readonly Stream[]): readonly Stream[] =>
  [
    ...new Map(streams.toReversed().map((stream) => [stream.exit.dut.name, stream])).values(),
  ].toReversed();

/** The witnesses of a test network. Pure. */
export const trialCounters = (setup: TestNetwork): TrialCounters => {
  const { network, checkpoints, ringOverflow, namespaces } = setup;
  const { streams, topology } = network;
  const leaving = byExit(streams);
  const device = (at: RoleName, port: Port) => {
    const namespace = namespaces[at];
    return { ...(namespace === undefined ? {} : { namespace }), interface: port.interface };
  };
  const link = (at: RoleName, port: Port, field: LinkField): CounterRef => ({
    at,
    counter: { source: 'link', ...device(at, port), field },
  });
  const carrier = (at: RoleName, port: Port): TrialCounters['carriers'][number] => ({
    port: port.name,
    witness: { at, counter: { source: 'carrier', ...device(at, port), field: 'changes' } },
  });
  const overflow = (at: RoleName, port: Port): CounterRef => {
    const ring = ringOverflow[port.name];
    return ring?.source === 'udp-socket'
      ? { at: 'controller', udpPort: ring.localPort }
      : link(at, port, 'rx_missed_errors');
  };
  const lossesAt = (location: LossLocation): CounterRef[] => [
    ...(location === 'ingress-nic' ? streams.map(({ entry }) => overflow('dut', entry.dut)) : []),
    ...checkpoints
      .filter((checkpoint) => checkpoint.location === location)
      .flatMap(({ counters }) => counters.map((counter): CounterRef => ({ at: 'dut', counter }))),
    ...(location === 'sink-nic'
      ? leaving.map(({ receiver, exit }) => overflow(receiver, exit.peer))
      : []),
  ];
  const seen = new Set<string>();
  const once = (witness: CounterRef): boolean => {
    const key = counterRefKey(witness);
    return !seen.has(key) && seen.add(key) === seen;
  };
  return {
    sent: streams.map(({ sender, entry }) => link(sender, entry.peer, 'tx_packets')),
    receivedByDut: streams.map(({ entry }) => link('dut', entry.dut, 'rx_packets')),
    forwarded: leaving.map(({ exit }) => link('dut', exit.dut, 'tx_packets')),
    receivedBySink: leaving.map(({ receiver, exit }) => link(receiver, exit.peer, 'rx_packets')),
    carriers: [
      ...topology.ingress.flatMap(({ peer, dut }) => [
        carrier('generator', peer),
        carrier('dut', dut),
      ]),
      ...topology.egress.flatMap(({ dut, peer }) => [carrier('dut', dut), carrier('sink', peer)]),
    ],
    losses: LOSS_LOCATIONS.map((location) => ({
      location,
      witnesses: lossesAt(location).filter(once),
    })).filter(({ witnesses }) => witnesses.length > 0),
  };
};

/**
 * The witnesses of a trial in which the DUT is reset: its counters may begin anew, so none of them
 * is one. What is lost there stays unlocated.
 */
export const withoutDut = ({ losses, ...counts }: TrialCounters): TrialCounters => ({
  ...counts,
  carriers: counts.carriers.filter(({ witness }) => witness.at !== 'dut'),
  receivedByDut: [],
  forwarded: [],
  losses: losses
    .map((loss) => ({ ...loss, witnesses: loss.witnesses.filter(({ at }) => at !== 'dut') }))
    .filter(({ witnesses }) => witnesses.length > 0),
});

/** All that has to be read, each counter once. */
export const everyCounter = (witnesses: TrialCounters): readonly CounterRef[] => {
  const { sent, receivedByDut, forwarded, receivedBySink, carriers, losses } = witnesses;
  const all = [
    ...[sent, receivedByDut, forwarded, receivedBySink].flat(),
    ...carriers.map(({ witness }) => witness),
    ...losses.flatMap((loss) => loss.witnesses),
  ];
  return [...new Map(all.map((witness) => [counterRefKey(witness), witness])).values()];
};
