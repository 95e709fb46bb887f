import { DeadlineExceeded } from '../host/errors.js';
import type { Host } from '../host/host.js';
import type { Argv } from '../model/command.js';
import { seconds, type Nanoseconds } from '../model/units.js';

/** Options of waiting for carrier. */
export interface CarrierOptions {
  /** The network namespace of the ports; absent for the initial one. */
  readonly namespace?: string | undefined;
  /** Default 15 s. */
  readonly deadline?: Nanoseconds;
  readonly signal?: AbortSignal | undefined;
}

/** How long autonegotiation with the link partner may take. */
export const CARRIER_TIMEOUT = seconds(15);

const AWAIT = `for port; do
  until [ "$(cat "/sys/class/net/$port/carrier" 2>/dev/null)" = 1 ]; do sleep 0.1; done
done`;

/** Ends when all of the devices have carrier. */
export const untilCarrier = (interfaces: readonly string[]): Argv => [
  ...(['sh', '-c', AWAIT, 'sh'] as const),
  ...interfaces,
];

// Reading it fails while the port is down.
const WITHOUT = `for port; do
  [ "$(cat "/sys/class/net/$port/carrier" 2>/dev/null)" = 1 ] || echo "$port"
done`;

/**
 * The network devices without carrier.
 * @param place their host, or namespace of it
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
 * Waits until every port has carrier; autonegotiation takes seconds on metal. To be called
 * when both ends are up.
 * @returns the network devices without carrier at the deadline; empty if all have carrier
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
