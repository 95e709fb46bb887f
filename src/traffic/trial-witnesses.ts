import type { RoleName } from '../config/testbed.js';
import type { Checkpoint, LinkField, RingOverflow } from '../model/counter.js';
import type { Port, Topology } from '../model/topology.js';
import { LOSS_LOCATIONS, type LossLocation } from '../model/trial.js';
import { witnessKey, type Witness } from './reading.js';

/** Where a trial's frames are counted. */
export interface TestNetwork {
  readonly topology: Topology;
  /** The DUT's own checkpoints, as its data plane names them. */
  readonly checkpoints: readonly Checkpoint[];
  /** By port name; a port that is not listed counts at its NIC. */
  readonly ringOverflow: Readonly<Record<string, RingOverflow>>;
  /** The namespace that holds a role's ports; undefined for the machine's own. */
  readonly namespaces: Readonly<Record<RoleName, string | undefined>>;
}

/** Which counters make up each number of a trial. */
export interface TrialWitnesses {
  /** What each generator port's driver says it sent, in the order of the ingress: a second witness. */
  readonly sent: readonly Witness[];
  readonly receivedByDut: readonly Witness[];
  readonly forwarded: readonly Witness[];
  readonly receivedBySink: readonly Witness[];
  /** Every port in use, by its name in the testbed, with how often its carrier came or went. */
  readonly carriers: readonly { readonly port: string; readonly witness: Witness }[];
  /** In the order a frame meets them; no counter is in two of them. */
  readonly losses: readonly {
    readonly location: LossLocation;
    readonly witnesses: readonly Witness[];
  }[];
}

/** The witnesses of a test network. Pure. */
export const trialWitnesses = (network: TestNetwork): TrialWitnesses => {
  const { topology, checkpoints, ringOverflow, namespaces } = network;
  const device = (at: RoleName, port: Port) => {
    const namespace = namespaces[at];
    return { ...(namespace === undefined ? {} : { namespace }), interface: port.interface };
  };
  const link = (at: RoleName, port: Port, field: LinkField): Witness => ({
    at,
    counter: { source: 'link', ...device(at, port), field },
  });
  const carrier = (at: RoleName, port: Port): TrialWitnesses['carriers'][number] => ({
    port: port.name,
    witness: { at, counter: { source: 'carrier', ...device(at, port), field: 'changes' } },
  });
  const overflow = (at: RoleName, port: Port): Witness => {
    const ring = ringOverflow[port.name];
    return ring?.source === 'udp-socket'
      ? { at: 'controller', udpPort: ring.localPort }
      : link(at, port, 'rx_missed_errors');
  };
  const lossesAt = (location: LossLocation): Witness[] => [
    ...(location === 'ingress-nic' ? topology.ingress.map(({ dut }) => overflow('dut', dut)) : []),
    ...checkpoints
      .filter((checkpoint) => checkpoint.location === location)
      .flatMap(({ counters }) => counters.map((counter): Witness => ({ at: 'dut', counter }))),
    ...(location === 'sink-nic' ? topology.egress.map(({ peer }) => overflow('sink', peer)) : []),
  ];
  const seen = new Set<string>();
  const once = (witness: Witness): boolean => {
    const key = witnessKey(witness);
    return !seen.has(key) && seen.add(key) === seen;
  };
  return {
    sent: topology.ingress.map(({ peer }) => link('generator', peer, 'tx_packets')),
    receivedByDut: topology.ingress.map(({ dut }) => link('dut', dut, 'rx_packets')),
    forwarded: topology.egress.map(({ dut }) => link('dut', dut, 'tx_packets')),
    receivedBySink: topology.egress.map(({ peer }) => link('sink', peer, 'rx_packets')),
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

/** All that has to be read, each counter once. */
export const everyWitness = (witnesses: TrialWitnesses): readonly Witness[] => {
  const { sent, receivedByDut, forwarded, receivedBySink, carriers, losses } = witnesses;
  const all = [
    ...[sent, receivedByDut, forwarded, receivedBySink].flat(),
    ...carriers.map(({ witness }) => witness),
    ...losses.flatMap((loss) => loss.witnesses),
  ];
  return [...new Map(all.map((witness) => [witnessKey(witness), witness])).values()];
};
