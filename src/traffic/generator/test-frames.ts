import { TEST_PORTS, TIME_TO_LIVE } from '../../linux/test-frame.js';
import type { DataPlaneName } from '../../model/data-plane.js';
import type { Network } from '../../model/network/network.js';
import type { Protocol } from '../../model/network/traffic.js';
import type { TestFrames } from '../../model/schema/setup/test-frames.js';

/** What sends test frames, and how. */
export type FrameSender =
  /** The kernel's pktgen; it sends each frame unchanged this many more times. */
  | {
      readonly sender: 'pktgen';
      readonly cloneSkb: number;
      /** Threads that share a port, each of which numbers its own frames; default 1. */
      readonly threadsPerPort?: number | undefined;
    }
  /** Sources in software NICs; frames are numbered if the sink's module identifies them. */
  | { readonly sender: 'softnic-source'; readonly numbered: boolean };

/** A data plane and the streams through it. */
export interface FramesOn {
  readonly dataPlane: DataPlaneName;
  /** Undefined if there is only one network. */
  readonly networkName?: string | undefined;
  readonly network: Network;
}

/** The properties that the frames of some networks share. */
interface Frames {
  readonly protocol: Protocol;
  /** The networks whose frames have many destinations, as text; undefined if none have. */
  readonly many: string | undefined;
}

const framesOf = (planes: readonly FramesOn[]): Frames => {
  const traffic = planes.map(({ network }) => network.traffic);
  const manyIn = planes.filter(({ network }) => network.traffic.destinations === 'many');
  const names = new Set(manyIn.flatMap(({ networkName }) => networkName ?? []));
  const all = manyIn.length === planes.length;
  return {
    // Networks differ in where their frames go, not in the protocol.
    protocol: traffic[0]?.protocol ?? 'ipv4',
    many: manyIn.length === 0 ? undefined : all ? '' : ` (in ${[...names].join('; ')})`,
  };
};

type Content = Pick<TestFrames, 'payload' | 'eachFrame'>;

/** As net/core/pktgen.c fills frames (fill_packet_ipv4, pktgen_finalize_skb). */
const byPktgen = (
  { cloneSkb, threadsPerPort = 1 }: Extract<FrameSender, { readonly sender: 'pktgen' }>,
  { protocol, many }: Frames,
): Content => {
  const counting = threadsPerPort > 1 ? ', counted by each thread on its own' : '';
  const eachFrame = [
    `sequence number${counting}`,
    'time stamp',
    ...(protocol === 'ipv4' ? ['IPv4 identification'] : []),
    ...(many === undefined ? [] : [`destination address, drawn at random${many}`]),
  ];
  const times = cloneSkb === 0 ? '' : ` (the same in ${cloneSkb + 1} frames)`;
  return {
    payload: ["pktgen's header: magic, sequence number, time stamp (16 bytes)", 'octets of 0'],
    eachFrame: eachFrame.map((what) => `${what}${times}`),
  };
};

/** As testFrame builds frames, which a source sends unchanged. */
const bySource = (numbered: boolean, { many }: Frames): Content => ({
  payload: [
    ...(numbered ? ["pktgen's header with a time stamp of 0 (16 bytes)"] : []),
    'incrementing octets',
  ],
  eachFrame: [
    ...(numbered ? ['sequence number'] : []),
    ...(many === undefined
      ? []
      : [`destination address, one after the other in random order${many}`]),
  ],
});

/** The format of a run's test frames. Pure. */
export const testFramesOf = (sending: FrameSender, planes: readonly FramesOn[]): TestFrames => {
  const frames = framesOf(planes);
  const content =
    sending.sender === 'pktgen' ? byPktgen(sending, frames) : bySource(sending.numbered, frames);
  return {
    sender: sending.sender,
    protocol: frames.protocol,
    hopLimit: TIME_TO_LIVE,
    sourcePort: TEST_PORTS.source,
    destinationPort: TEST_PORTS.destination,
    udpChecksum: frames.protocol === 'ipv6',
    ...content,
    streams: planes.flatMap(({ dataPlane, networkName, network }) =>
      network.streams.map(({ id, entry, destinationMac, source, destinations }) => ({
        dataPlane,
        ...(networkName !== undefined && { network: networkName }),
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
