import { DeadlineExceeded } from '../host/errors.js';
import type { Host } from '../host/host.js';
import type { Argv } from '../model/command.js';
import { seconds, type Nanoseconds } from '../model/units.js';

/** How carriers are awaited. */
export interface CarrierOptions {
  /** The network namespace that holds the ports; absent is the machine's own. */
  readonly namespace?: string | undefined;
  /** Default 15 s. */
  readonly deadline?: Nanoseconds;
  readonly signal?: AbortSignal | undefined;
}

/** How long a port may negotiate with its link partner. */
export const CARRIER_TIMEOUT = seconds(15);

const AWAIT = `for port; do
  until [ "$(cat "/sys/class/net/$port/carrier" 2>/dev/null)" = 1 ]; do sleep 0.1; done
done`;

/** Ends when every one of the devices has a carrier. */
export const untilCarrier = (interfaces: readonly string[]): Argv => [
  ...(['sh', '-c', AWAIT, 'sh'] as const),
  ...interfaces,
];

// Reading it fails while the port is down.
const WITHOUT = `for port; do
  [ "$(cat "/sys/class/net/$port/carrier" 2>/dev/null)" = 1 ] || echo "$port"
done`;

/**
 * The network devices that have no carrier.
 * @param place the host, or the namespace of it, that has them
 */
export const readWithoutCarrier = async (
  place: Host,
  interfaces: readonly string[],
  signal?: AbortSignal,
): Promise<readonly string[]> => {
  const { stdout } = await place.run(['sh', '-c', WITHOUT, 'sh', ...interfaces], { signal });
  return stdout.split('\n').filter((line) => line !== '');
};

/**
 * Waits until every port sees its link partner; negotiation takes seconds on metal. To be called
 * when both ends are up: a port waits for its link partner.
 * @returns the network devices that have no carrier when the time is over; empty where all have one
 * @throws Interrupted, and what Host.run throws
 */
export const awaitCarrier = async (
  host: Host,
  interfaces: readonly string[],
  { namespace, deadline = CARRIER_TIMEOUT, signal }: CarrierOptions = {},
): Promise<readonly string[]> => {
  const place = host.in(namespace);
  try {
    await place.run(untilCarrier(interfaces), { deadline, signal });
    return [];
  } catch (cause) {
    if (!(cause instanceof DeadlineExceeded)) throw cause;
    return readWithoutCarrier(place, interfaces, signal);
  }
};
