import { egressSubnet, ingressSubnet, networksBehind, type Destinations } from './addressing.js';
import { egressOf, type Attachment, type Topology } from './topology.js';
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

/** The host that egress port `index` faces, or those behind it. */
const beyond = (index: number, { protocol, destinations }: Traffic): Destinations => {
  if (destinations === 'many') return networksBehind('egress', index, protocol);
  const { host } = egressSubnet(index, protocol);
  return { hosts: [host], first: host, last: host };
};

/** The streams of a trial, one for each port that sends. */
export const streamsOf = (topology: Topology, traffic: Traffic): readonly Stream[] =>
  topology.ingress.map((entry, index) => {
    const egress = egressOf(topology, index);
    return {
      sender: 'generator',
      entry,
      receiver: 'sink',
      exit: attachmentAt(topology.egress, egress),
      source: ingressSubnet(index, traffic.protocol).host,
      destinations: beyond(egress, traffic),
    };
  });
