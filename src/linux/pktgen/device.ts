import type { Destinations } from '../../model/network/addressing.js';
import { protocolOf } from '../../model/network/ip-address.js';
import type { MacAddress } from '../../model/network/mac.js';
import type { Bytes, Nanoseconds } from '../../model/units.js';
import { TEST_PORTS } from '../test-frame.js';
import type { PktgenLine } from './control.js';

/** One paced flow that pktgen sends from a network device. */
export interface PktgenDevice {
  /** A network device: `eth1`; its second flow is `eth1@1`, where the part after @ is only a label. */
  readonly interface: string;
  /** The kernel thread that drives it: `kpktgend_0`. One per CPU. */
  readonly thread: string;
  /** Never 0, which means "unlimited" to pktgen. */
  readonly count: number;
  /** Between the starts of two frames, in whole nanoseconds. */
  readonly delay: Nanoseconds;
  /** The delay for a second load, set while it runs. */
  readonly laterDelay?: Nanoseconds | undefined;
  /** The frame without its FCS. */
  readonly packetSize: Bytes;
  readonly destinationMac: MacAddress;
  readonly source: string;
  /** Each frame's destination is drawn from this range. */
  readonly destinations: Pick<Destinations, 'first' | 'last'>;
  /** How often a frame is sent again unchanged, including sequence number and timestamp. */
  readonly cloneSkb: number;
  /** The transmit queue for its frames; absent if the port has only one. */
  readonly queue?: number | undefined;
  /** The NUMA node that frames are allocated at; absent: that of the thread. */
  readonly node?: number | undefined;
}

/** pktgen draws IPv4 addresses uniformly, but never the last one. */
const ipv4Lines = ({ source, destinations: { first, last } }: PktgenDevice): readonly string[] => [
  `src_min ${source}`,
  `src_max ${source}`,
  `dst_min ${first}`,
  `dst_max ${last}`,
  ...(first === last ? [] : ['flag IPDST_RND']),
];

/**
 * pktgen draws IPv6 addresses bit by bit: those bits of the last one that are not in the first
 * (mod_cur_headers). The UDP checksum is mandatory in IPv6, but pktgen omits it by default.
 */
const ipv6Lines = ({ source, destinations: { first, last } }: PktgenDevice): readonly string[] => [
  `src6 ${source}`,
  ...(first === last ? [`dst6 ${first}`] : [`dst6_min ${first}`, `dst6_max ${last}`]),
  'flag UDPCSUM',
];

const addressLines = (device: PktgenDevice): readonly string[] =>
  protocolOf(device.source) === 'ipv6' ? ipv6Lines(device) : ipv4Lines(device);

/**
 * Without a queue all threads would use the first one, and wait for its lock. A node only applies with its
 * flag (pktgen_alloc_skb() in net/core/pktgen.c).
 */
const placeLines = ({ queue, node }: PktgenDevice): readonly string[] => [
  ...(queue === undefined ? [] : [`queue_map_min ${queue}`, `queue_map_max ${queue}`]),
  ...(node === undefined ? [] : [`node ${node}`, 'flag NODE_ALLOC']),
];

/** The lines that configure one device. */
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
    ...placeLines(device),
  ].map((command) => ({ file: device.interface, command })),
];
