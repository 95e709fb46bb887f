import { FCS, MINIMUM_FRAME } from '../model/frame.js';
import type { MacAddress } from '../model/mac.js';
import type { Bytes } from '../model/units.js';

/** The ports of the test frame of RFC 2544 appendix C.2.6.4: UDP to the echo port. */
export const TEST_PORTS = { source: 0xc020, destination: 7 } as const;

/** Who a test frame is from and for. */
export interface TestFrame {
  /** The frame without its FCS, as a NIC is handed it. */
  readonly size: Bytes;
  readonly sourceMac: MacAddress;
  readonly destinationMac: MacAddress;
  /** IPv4 addresses in dotted notation. */
  readonly source: string;
  readonly destination: string;
  /** Present where the sink looks for pktgen's header: it is then what the data begins with. */
  readonly sequence?: number;
}

const ETHERNET = 14;
const IPV4 = 20;
const UDP = 8;
/** struct pktgen_hdr: magic, sequence number, seconds and microseconds of a stamp, 32 bits each. */
const PKTGEN_MAGIC = 0xbe9be955;
const ETHERTYPE_IPV4 = 0x0800;
const PROTOCOL_UDP = 17;
/** pktgen's (net/core/pktgen.c), so that both kinds of test frame are the same to a router. */
const TIME_TO_LIVE = 32;

const octetsOf = (text: string, separator: string, radix: number, count: number): number[] => {
  const octets = text.split(separator).map((octet) => Number.parseInt(octet, radix));
  const good = octets.every((octet) => octet >= 0 && octet <= 255);
  if (octets.length !== count || !good) throw new RangeError(`'${text}' is no address`);
  return octets;
};
const ethernet = (mac: MacAddress): number[] => octetsOf(mac, ':', 16, 6);
const internet = (address: string): number[] => octetsOf(address, '.', 10, 4);

/** The Internet checksum of a header whose own field is 0 (RFC 1071). */
const checksum = (header: DataView): number => {
  let sum = 0;
  for (let offset = 0; offset < header.byteLength; offset += 2) sum += header.getUint16(offset);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
};

/**
 * The bytes of a test frame: UDP in IPv4 (RFC 2544 appendix C.2.6.4), data of incrementing octets.
 * It has no UDP checksum, which IPv4 allows: no router looks at it. A numbered one is what pktgen
 * would send, but for the stamp.
 * @throws RangeError for a frame that Ethernet would have to fill up, and for what is no address
 */
export const testFrame = (frame: TestFrame): Uint8Array => {
  const { size } = frame;
  if (size < MINIMUM_FRAME - FCS) throw new RangeError(`a frame of ${size} bytes is too short`);
  const bytes = Uint8Array.from({ length: size }, (_, offset) => offset - ETHERNET - IPV4 - UDP);
  bytes.set([...ethernet(frame.destinationMac), ...ethernet(frame.sourceMac)]);
  const view = new DataView(bytes.buffer);
  view.setUint16(12, ETHERTYPE_IPV4);

  const header = new DataView(bytes.buffer, ETHERNET, IPV4);
  header.setUint16(0, 0x4500);
  header.setUint16(2, size - ETHERNET);
  header.setUint32(4, 0);
  header.setUint8(8, TIME_TO_LIVE);
  header.setUint8(9, PROTOCOL_UDP);
  header.setUint16(10, 0);
  bytes.set([...internet(frame.source), ...internet(frame.destination)], ETHERNET + 12);
  header.setUint16(10, checksum(header));

  const udp = new DataView(bytes.buffer, ETHERNET + IPV4, UDP);
  udp.setUint16(0, TEST_PORTS.source);
  udp.setUint16(2, TEST_PORTS.destination);
  udp.setUint16(4, size - ETHERNET - IPV4);
  udp.setUint16(6, 0);

  if (frame.sequence !== undefined) {
    const data = new DataView(bytes.buffer, ETHERNET + IPV4 + UDP);
    // Nobody can stamp a frame that is only copied.
    [PKTGEN_MAGIC, frame.sequence, 0, 0].forEach((word, index) => {
      data.setUint32(4 * index, word);
    });
  }
  return bytes;
};
