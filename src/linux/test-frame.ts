import { FCS, MINIMUM_FRAME } from '../model/frame.js';
import { addressOctets, protocolOf } from '../model/network/ip-address.js';
import type { MacAddress } from '../model/network/mac.js';
import { ETHERNET_HEADER, IP_HEADER, UDP_HEADER, type Protocol } from '../model/network/traffic.js';
import type { Bytes } from '../model/units.js';

/** The ports of the test frame of RFC 2544 appendix C.2.6.4: UDP to the echo port. */
export const TEST_PORTS = { source: 0xc020, destination: 7 } as const;

/** The addresses and size of a test frame. */
export interface TestFrame {
  /** Without FCS, as it is passed to a NIC. */
  readonly size: Bytes;
  readonly sourceMac: MacAddress;
  readonly destinationMac: MacAddress;
  /** IP addresses, both of one protocol. */
  readonly source: string;
  readonly destination: string;
  /** If present, the data starts with pktgen's header, which the sink checks. */
  readonly sequence?: number | undefined;
}

/** struct pktgen_hdr: magic, sequence number, seconds and microseconds of a timestamp, 32 bits each. */
const PKTGEN_MAGIC = 0xbe9be955;
const ETHERTYPE: Readonly<Record<Protocol, number>> = { ipv4: 0x0800, ipv6: 0x86dd };
const PROTOCOL_UDP = 17;
/**
 * Time to live of IPv4, hop limit of IPv6: as in pktgen (net/core/pktgen.c), so that a router treats both
 * kinds of test frame alike.
 */
export const TIME_TO_LIVE = 32;

const ethernet = (mac: MacAddress): number[] =>
  mac.split(':').map((octet) => Number.parseInt(octet, 16));

/** The Internet checksum (RFC 1071) of bytes whose checksum field is 0. */
const checksum = (...parts: readonly Uint8Array[]): number => {
  let sum = 0;
  for (const part of parts) {
    for (const [index, octet] of part.entries()) sum += index % 2 === 0 ? octet << 8 : octet;
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
};

/** Writes an IPv4 header in front of `length` bytes. */
const ipv4 = (bytes: Uint8Array, frame: TestFrame, length: number): void => {
  const header = bytes.subarray(ETHERNET_HEADER, ETHERNET_HEADER + IP_HEADER.ipv4);
  const view = new DataView(header.buffer, header.byteOffset);
  view.setUint16(0, 0x4500);
  view.setUint16(2, IP_HEADER.ipv4 + length);
  view.setUint32(4, 0);
  view.setUint8(8, TIME_TO_LIVE);
  view.setUint8(9, PROTOCOL_UDP);
  view.setUint16(10, 0);
  header.set([...addressOctets(frame.source), ...addressOctets(frame.destination)], 12);
  view.setUint16(10, checksum(header));
};

/** Writes an IPv6 header in front of `length` bytes. */
const ipv6 = (bytes: Uint8Array, frame: TestFrame, length: number): void => {
  const header = bytes.subarray(ETHERNET_HEADER, ETHERNET_HEADER + IP_HEADER.ipv6);
  const view = new DataView(header.buffer, header.byteOffset);
  view.setUint32(0, 0x6000_0000);
  view.setUint16(4, length);
  view.setUint8(6, PROTOCOL_UDP);
  view.setUint8(7, TIME_TO_LIVE);
  header.set([...addressOctets(frame.source), ...addressOctets(frame.destination)], 8);
};

/** The checksum of UDP over IPv6, whose pseudo-header includes the addresses (RFC 8200 section 8.1). */
const udpOverIpv6 = (frame: TestFrame, datagram: Uint8Array): number => {
  const end = new Uint8Array(8);
  const view = new DataView(end.buffer);
  view.setUint32(0, datagram.length);
  view.setUint8(7, PROTOCOL_UDP);
  const addresses = [...addressOctets(frame.source), ...addressOctets(frame.destination)];
  // 0 means no checksum, so a checksum of 0 is sent as all ones.
  return checksum(Uint8Array.from(addresses), end, datagram) || 0xffff;
};

/**
 * The bytes of a test frame: UDP (RFC 2544 appendix C.2.6.4) over the IP version of its addresses, with
 * data of incrementing octets. Over IPv4 it has no UDP checksum, as with pktgen: routers ignore it.
 * With a sequence number it is what pktgen would send, except for the timestamp.
 * @throws RangeError for a frame below Ethernet's minimum or too short for its headers, and for
 * addresses that are invalid or of different IP versions
 */
export const testFrame = (frame: TestFrame): Uint8Array => {
  const { size } = frame;
  const protocol = protocolOf(frame.source);
  if (protocolOf(frame.destination) !== protocol) {
    throw new RangeError(`${frame.source} and ${frame.destination} differ in IP version`);
  }
  const headers = ETHERNET_HEADER + IP_HEADER[protocol] + UDP_HEADER;
  if (size < MINIMUM_FRAME - FCS || size < headers) {
    throw new RangeError(`a frame of ${size} bytes is too short`);
  }
  const bytes = Uint8Array.from({ length: size }, (_, offset) => offset - headers);
  bytes.set([...ethernet(frame.destinationMac), ...ethernet(frame.sourceMac)]);
  new DataView(bytes.buffer).setUint16(12, ETHERTYPE[protocol]);

  const datagram = bytes.subarray(headers - UDP_HEADER);
  const udp = new DataView(bytes.buffer, headers - UDP_HEADER, UDP_HEADER);
  udp.setUint16(0, TEST_PORTS.source);
  udp.setUint16(2, TEST_PORTS.destination);
  udp.setUint16(4, datagram.length);
  udp.setUint16(6, 0);
  if (frame.sequence !== undefined) {
    const data = new DataView(bytes.buffer, headers);
    // The timestamp is 0: the frame is sent unchanged many times.
    [PKTGEN_MAGIC, frame.sequence, 0, 0].forEach((word, index) => {
      data.setUint32(4 * index, word);
    });
  }
  if (protocol === 'ipv4') {
    ipv4(bytes, frame, datagram.length);
  } else {
    ipv6(bytes, frame, datagram.length);
    udp.setUint16(6, udpOverIpv6(frame, datagram));
  }
  return bytes;
};
