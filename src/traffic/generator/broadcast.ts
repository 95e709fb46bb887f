import type { PktgenDevice } from '../../linux/pktgen/device.js';
import { macAddress } from '../../model/network/mac.js';
import { nanoseconds } from '../../model/units.js';

/** One frame in this many is a broadcast (RFC 2544 section 11.1). */
const ONE_IN = 100;
const BROADCAST = macAddress('ff:ff:ff:ff:ff:ff');
/** pktgen reads at most ten digits of a number. */
const LONGEST_DELAY = 9_999_999_999;

/**
 * The broadcast frames sent along with those of a device: another device of pktgen on the same
 * port, which sends one frame for every hundred. A router receives them and forwards none.
 * @param name of that device: the port's with a unique number after @
 */
export const broadcastBackground = (device: PktgenDevice, name: string): PktgenDevice => ({
  ...device,
  interface: name,
  count: Math.max(1, Math.round(device.count / ONE_IN)),
  delay: nanoseconds(Math.min(LONGEST_DELAY, device.delay * ONE_IN)),
  destinationMac: BROADCAST,
});
