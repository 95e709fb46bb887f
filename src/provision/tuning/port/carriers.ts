import type { Host } from '../../../host/host.js';
import { PreconditionFailure } from '../../../model/failure.js';
import { inSeconds } from '../../../model/units.js';
import { awaitCarrier, CARRIER_TIMEOUT, readWithoutCarrier } from '../../await-carrier.js';

/** The ports that have carrier. @param place their namespace */
export const withCarrier = async (
  place: Host,
  ports: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> => {
  const without = await readWithoutCarrier(place, ports, signal);
  return ports.filter((port) => !without.includes(port));
};

/**
 * Waits until ports that had a link have one again: many drivers reset a port to change a setting.
 * @throws PreconditionFailure naming those without a link
 */
export const awaitCarriers = async (
  place: Host,
  setting: string,
  ports: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> => {
  if (ports.length === 0) return;
  const without = await awaitCarrier(place, ports, { signal });
  if (without.length === 0) return;
  throw new PreconditionFailure({
    attempted: `setting ${setting}`,
    where: place.name,
    got: `${without.join(', ')} had a link before, but has none ${inSeconds(CARRIER_TIMEOUT)} s after the change`,
    remedy: 'set the same at the other end of the cable, or remove it from the tuning',
  });
};
