import { networksBehind, subnetOf, type Destinations, type Side } from './addressing.js';
import type { Attachment, Topology } from './topology.js';
import type { Traffic } from './traffic.js';

/** The roles that send test frames and receive them. */
export type Tester = 'generator' | 'sink';

/** Test frames on their way from one port through the DUT to another. */
export interface Stream {
  readonly sender: Tester;
  /** Where they enter the DUT: its peer sends them. */
  readonly entry: Attachment;
  readonly receiver: Tester;
  /** Where they leave the DUT: its peer receives them. */
  readonly exit: Attachment;
  /** The IP addresses in the frames. */
  readonly source: string;
  readonly destinations: Destinations;
}

const attachmentAt = (side: readonly Attachment[], index: number): Attachment => {
  const attachment = side[index];
  if (attachment === undefined) throw new RangeError(`the topology has no port number ${index}`);
  return attachment;
};

/** The host that port `index` of a side faces, or those behind it. */
const beyond = (side: Side, index: number, traffic: Traffic): Destinations => {
  const { protocol, destinations } = traffic;
  if (destinations === 'many') return networksBehind(side, index, protocol);
  const { host } = subnetOf(side, index, protocol);
  return { hosts: [host], first: host, last: host };
};

/** What the ports of one side send, round robin to those of the other. */
const across = (
  topology: Topology,
  traffic: Traffic,
  [from, to]: readonly [Side, Side],
): readonly Stream[] =>
  topology[from].map((entry, index) => {
    const other = index % topology[to].length;
    return {
      sender: TESTERS[from],
      entry,
      receiver: TESTERS[to],
      exit: attachmentAt(topology[to], other),
      source: subnetOf(from, index, traffic.protocol).host,
      destinations: beyond(to, other, traffic),
    };
  });

/** Who is on the other end of a side's cables. */
const TESTERS = { ingress: 'generator', egress: 'sink' } as const;

/**
 * Where learning frames go (RFC 2544 section 23): from the ports that will receive, so that all that
 * lies between learns where those are.
 */
export const learningStreams = (topology: Topology, traffic: Traffic): readonly Stream[] => {
  const hosts: Traffic = { ...traffic, destinations: 'one' };
  return [
    ...across(topology, hosts, ['egress', 'ingress']),
    ...(traffic.direction === 'bidirectional'
      ? across(topology, hosts, ['ingress', 'egress'])
      : []),
  ];
};

/**
 * The streams of a trial, one for each port that sends: those of the generator, then those of the
 * sink, if it sends too.
 */
export const streamsOf = (topology: Topology, traffic: Traffic): readonly Stream[] => [
  ...across(topology, traffic, ['ingress', 'egress']),
  ...(traffic.direction === 'bidirectional'
    ? across(topology, traffic, ['egress', 'ingress'])
    : []),
];

/** The roles that receive test frames. */
export const receiversOf = ({ direction }: Pick<Traffic, 'direction'>): readonly Tester[] =>
  direction === 'bidirectional' ? ['sink', 'generator'] : ['sink'];
