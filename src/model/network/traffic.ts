import { bytes, type Bytes } from '../units.js';

/** What test frames are made of. */
export const PROTOCOLS = ['ipv4', 'ipv6'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** Whom the frames of a port are for: one host, or hosts in 256 networks (RFC 2544 section 12). */
export const DESTINATIONS = ['one', 'many'] as const;

/** Which way test frames go: from the generator to the sink, or both ways (RFC 2544 section 14). */
export const DIRECTIONS = ['unidirectional', 'bidirectional'] as const;

/** What the test frames of a playbook are like, and where they go. */
export interface Traffic {
  readonly protocol: Protocol;
  readonly destinations: (typeof DESTINATIONS)[number];
  readonly direction: (typeof DIRECTIONS)[number];
}

/** What a playbook asks for that says nothing of it. */
export const PLAIN_TRAFFIC: Traffic = {
  protocol: 'ipv4',
  destinations: 'one',
  direction: 'unidirectional',
};

/** The headers of a test frame, in bytes. */
export const ETHERNET_HEADER = 14;
export const IP_HEADER: Readonly<Record<Protocol, number>> = { ipv4: 20, ipv6: 40 };
export const UDP_HEADER = 8;
/** Sequence number and time stamp of pktgen (struct pktgen_hdr of net/core/pktgen.c). */
const PKTGEN_HEADER = 16;
const FCS = 4;

/** The smallest frame with room for all headers of a test frame, FCS included. */
export const smallestTestFrame = (protocol: Protocol): Bytes =>
  bytes(ETHERNET_HEADER + IP_HEADER[protocol] + UDP_HEADER + PKTGEN_HEADER + FCS);
