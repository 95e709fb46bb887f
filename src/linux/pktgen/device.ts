import type { Destinations } from '../../model/network/addressing.js';
import { protocolOf } from '../../model/network/ip-address.js';
import type { MacAddress } from '../../model/network/mac.js';
import type { Bytes, Nanoseconds } from '../../model/units.js';
import { TEST_PORTS } from '../test-frame.js';
import type { PktgenLine } from './control.js';

/** What one network device sends: one flow, paced. */
export interface PktgenDevice {
  readonly interface: string;
  /** The kernel thread that drives it: `kpktgend_0`. One per CPU. */
  readonly thread: string;
  /** Never 0: pktgen takes that for "without end". */
  readonly count: number;
  /** Between the starts of two frames. pktgen knows whole nanoseconds only. */
  readonly delay: Nanoseconds;
  /** The delay it is given while it runs, for a second load. */
  readonly laterDelay?: Nanoseconds;
  /** The frame without its FCS. */
  readonly packetSize: Bytes;
  readonly destinationMac: MacAddress;
  readonly source: string;
  /** Whom each frame is for is drawn from these. */
  readonly destinations: Pick<Destinations, 'first' | 'last'>;
  /** How often a frame is sent again unchanged, sequence number and stamp included. */
  readonly cloneSkb: number;
}

/** IPv4 addresses are drawn evenly, though never the last. */
const ipv4Lines = ({ source, destinations: { first, last } }: PktgenDevice): readonly string[] => [
  `src_min ${source}`,
  `src_max ${source}`,
  `dst_min ${first}`,
  `dst_max ${last}`,
  ...(first === last ? [] : ['flag IPDST_RND']),
];

/**
 * IPv6 addresses are drawn bit by bit: those of the last one that the first has not (mod_cur_headers).
 * A checksum is asked for that pktgen leaves out otherwise: there it is not optional.
 */
const ipv6Lines = ({ source, destinations: { first, last } }: PktgenDevice): readonly string[] => [
  `src6 ${source}`,
  ...(first === last ? [`dst6 ${first}`] : [`dst6_min ${first}`, `dst6_max ${last}`]),
  'flag UDPCSUM',
];

const addressLines = (device: PktgenDevice): readonly string[] =>
  protocolOf(device.source) === 'ipv6' ? ipv6Lines(device) : ipv4Lines(device);

/** The lines that make one device ready to start. */
export const deviceLines = (device: PktgenDevice): readonly PktgenLine[] => [
  { file: device.thread, command: `add_device ${device.interface}` },
  ...[
    `count ${device.count}`,
    `delay ${device.delay}`,
    `pkt_size ${device.packetSize}`,
    `clone_skb ${device.cloneSkb}`,
    `dst_mac ${device.destinationMac}`,
    ...addressLines(device),
    `udp_src_min ${TEST_PORTS.source}`,
    `udp_src_max ${TEST_PORTS.source}`,
    `udp_dst_min ${TEST_PORTS.destination}`,
    `udp_dst_max ${TEST_PORTS.destination}`,
  ].map((command) => ({ file: device.interface, command })),
];
