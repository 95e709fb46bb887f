import { TEST_PORTS, TIME_TO_LIVE } from '../../linux/test-frame.js';
import type { DataPlaneName } from '../../model/data-plane.js';
import type { Network } from '../../model/network/network.js';
import type { Traffic } from '../../model/network/traffic.js';
import type { TestFrames } from '../../model/schema/test-frames.js';

/** What sends test frames, and how. */
export type FrameSender =
  /** The kernel's pktgen; it sends each frame again so many times, unchanged. */
  | { readonly sender: 'pktgen'; readonly cloneSkb: number }
  /** Sources in software NICs; frames are numbered where the sink's module identifies them. */
  | { readonly sender: 'softnic-source'; readonly numbered: boolean };

/** A data plane and the streams through it. */
export interface FramesOn {
  readonly dataPlane: DataPlaneName;
  readonly network: Network;
}

type Content = Pick<TestFrames, 'payload' | 'eachFrame'>;

/** As net/core/pktgen.c fills frames (fill_packet_ipv4, pktgen_finalize_skb). */
const byPktgen = (cloneSkb: number, { protocol, destinations }: Traffic): Content => {
  const eachFrame = [
    'sequence number',
    'time stamp',
    ...(protocol === 'ipv4' ? ['IPv4 identification'] : []),
    ...(destinations === 'many' ? ['destination address, drawn at random'] : []),
  ];
  const times = cloneSkb === 0 ? '' : ` (the same in ${cloneSkb + 1} frames)`;
  return {
    payload: ["pktgen's header: magic, sequence number, time stamp (16 bytes)", 'octets of 0'],
    eachFrame: eachFrame.map((what) => `${what}${times}`),
  };
};

/** As testFrame does, whose frames a source sends as they are. */
const bySource = (numbered: boolean, { destinations }: Traffic): Content => ({
  payload: [
    ...(numbered ? ["pktgen's header with a time stamp of 0 (16 bytes)"] : []),
    'incrementing octets',
  ],
  eachFrame: [
    ...(numbered ? ['sequence number'] : []),
    ...(destinations === 'many'
      ? ['destination address, one after the other in random order']
      : []),
  ],
});

/** The format of a run's test frames. Pure. */
export const testFramesOf = (
  sending: FrameSender,
  traffic: Traffic,
  planes: readonly FramesOn[],
): TestFrames => {
  const content =
    sending.sender === 'pktgen'
      ? byPktgen(sending.cloneSkb, traffic)
      : bySource(sending.numbered, traffic);
  return {
    sender: sending.sender,
    protocol: traffic.protocol,
    hopLimit: TIME_TO_LIVE,
    sourcePort: TEST_PORTS.source,
    destinationPort: TEST_PORTS.destination,
    udpChecksum: traffic.protocol === 'ipv6',
    ...content,
    streams: planes.flatMap(({ dataPlane, network }) =>
      network.streams.map(({ id, entry, destinationMac, source, destinations }) => ({
        dataPlane,
        stream: id,
        sourceMac: entry.peer.mac,
        destinationMac,
        source,
        destinations: {
          first: destinations.first,
          last: destinations.last,
          networks: destinations.hosts.length,
        },
      })),
    ),
  };
};
