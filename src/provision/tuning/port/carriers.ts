import type { Host } from '../../../host/host.js';
import { PreconditionFailure } from '../../../model/failure.js';
import { inSeconds } from '../../../model/units.js';
import { awaitCarrier, CARRIER_TIMEOUT, readWithoutCarrier } from '../../await-carrier.js';

/** Those of some ports that have a link. @param place the namespace that has them */
export const withCarrier = async (
  place: Host,
  ports: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> => {
  const without = await readWithoutCarrier(place, ports, signal);
  return ports.filter((port) => !without.includes(port));
};

/**
 * Waits until ports that had a link have one again: many drivers restart a port to set something.
 * @throws PreconditionFailure naming those that have none any more
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
    got: `${without.join(', ')} had a link before, and has had none for ${inSeconds(CARRIER_TIMEOUT)} s since`,
    remedy: 'set the same at the other end of the cable, or take it out of the tuning',
  });
};
