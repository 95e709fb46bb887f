import { namesOf } from '../meanings.js';
import { bytes, type Bytes } from '../units.js';

/** The protocols of test frames. */
export const PROTOCOL_MEANINGS = {
  ipv4: 'UDP over IPv4 (RFC 2544 appendix C)',
  ipv6: 'UDP over IPv6, in frames of at least 82 bytes (RFC 5180)',
} as const;
export type Protocol = keyof typeof PROTOCOL_MEANINGS;
export const PROTOCOLS = namesOf(PROTOCOL_MEANINGS);

/** Destinations of a port's frames (RFC 2544 section 12). */
export const DESTINATION_MEANINGS = {
  one: 'one host behind each egress port',
  many: 'hosts drawn at random from 256 networks behind each egress port (RFC 2544 section 12)',
} as const;
export const DESTINATIONS = namesOf(DESTINATION_MEANINGS);

/** Direction of the test frames (RFC 2544 section 14). */
export const DIRECTION_MEANINGS = {
  unidirectional: 'from the generator to the sink',
  bidirectional:
    'both ways: the sink sends the same load to the generator (RFC 2544 section 14); a load is the sum of both',
} as const;
export const DIRECTIONS = namesOf(DIRECTION_MEANINGS);

/** Protocol, destinations and direction of a playbook's test frames. */
export interface Traffic {
  readonly protocol: Protocol;
  readonly destinations: keyof typeof DESTINATION_MEANINGS;
  readonly direction: keyof typeof DIRECTION_MEANINGS;
}

/** The default traffic of a playbook. */
export const PLAIN_TRAFFIC: Traffic = {
  protocol: 'ipv4',
  destinations: 'one',
  direction: 'unidirectional',
};

/** The headers of a test frame, in bytes. */
export const ETHERNET_HEADER = 14;
export const IP_HEADER: Readonly<Record<Protocol, number>> = { ipv4: 20, ipv6: 40 };
export const UDP_HEADER = 8;
/** Sequence number and time stamp of pktgen (struct pktgen_hdr in net/core/pktgen.c). */
const PKTGEN_HEADER = 16;
const FCS = 4;

/** The smallest frame with room for all headers of a test frame, FCS included. */
export const smallestTestFrame = (protocol: Protocol): Bytes =>
  bytes(ETHERNET_HEADER + IP_HEADER[protocol] + UDP_HEADER + PKTGEN_HEADER + FCS);
