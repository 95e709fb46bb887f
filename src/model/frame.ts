import {
  bytes,
  nanoseconds,
  pps,
  type BitsPerSecond,
  type Bytes,
  type Nanoseconds,
  type Pps,
} from './units.js';

/** Ethernet's frame check sequence; frame sizes include it, pktgen's pkt_size does not (RFC 2544 section 9). */
export const FCS = bytes(4);
/** Preamble and start-of-frame delimiter. */
const PREAMBLE = bytes(8);
/** The smallest gap between two frames. */
const INTERFRAME_GAP = bytes(12);
/** The smallest Ethernet frame, FCS included. */
export const MINIMUM_FRAME = bytes(64);
/** The largest untagged Ethernet frame, FCS included. */
export const MAXIMUM_FRAME = bytes(1518);
/** The frame sizes for tests on Ethernet (RFC 2544 section 9.1). */
export const ETHERNET_SIZES: readonly Bytes[] = [64, 128, 256, 512, 1024, 1280, 1518].map(bytes);

/** The bytes passed to a NIC for a frame of this size: the frame without its FCS. */
export const withoutFcs = (frameSize: Bytes): Bytes => bytes(frameSize - FCS);

/**
 * The maximum frame rate of a link: 1,488,095 frames/s at 64 bytes and 1 Gb/s (RFC 2544 section 20).
 * @param bitsPerSecond the link's rate at layer 1
 */
export const lineRate = (frameSize: Bytes, bitsPerSecond: number): Pps =>
  pps(Math.floor(bitsPerSecond / (8 * (frameSize + PREAMBLE + INTERFRAME_GAP))));

/** The maximum frame rate of several links of one speed in total. */
export const mediaMaximum = (frameSize: Bytes, linkSpeed: BitsPerSecond, links: number): Pps =>
  pps(lineRate(frameSize, linkSpeed) * links);

/** The transmission time of this many bytes on a link, rounded to ns. */
const onLink = (length: Bytes, linkSpeed: BitsPerSecond): Nanoseconds =>
  nanoseconds(Math.round((8e9 * length) / linkSpeed));

/** From a frame's first bit to its last, FCS included: 12,144 ns at 1518 bytes and 1 Gb/s. */
export const serializationTime = (frameSize: Bytes, linkSpeed: BitsPerSecond): Nanoseconds =>
  onLink(frameSize, linkSpeed);

/** The same from the first bit of the preamble. */
export const sendingTime = (frameSize: Bytes, linkSpeed: BitsPerSecond): Nanoseconds =>
  onLink(bytes(frameSize + PREAMBLE), linkSpeed);
