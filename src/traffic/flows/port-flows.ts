import type { Destinations } from '../../model/network/addressing.js';
import type { MacAddress } from '../../model/network/mac.js';
import type { Stream, Tester } from '../../model/network/stream.js';
import type { TrialRequest } from '../../model/trial.js';
import { shareLoad, type PortLoad } from './offered-load.js';

/** What one port sends: its share of the load, from whom and to whom. */
export interface PortFlow extends PortLoad {
  /** Its share of the load that follows, where one does. */
  readonly second?: PortLoad;
  readonly sender: Tester;
  readonly interface: string;
  readonly sourceMac: MacAddress;
  readonly destinationMac: MacAddress;
  /** An IP address. */
  readonly source: string;
  readonly targets: Destinations;
}

/**
 * Streams as flows that share a load.
 * @throws Failure for a load too low to be sent
 */
export const flowsOf = (
  trial: Pick<TrialRequest, 'intendedLoad' | 'duration' | 'secondLoad'>,
  streams: readonly Stream[],
): readonly PortFlow[] => {
  const shares = shareLoad(trial, streams.length);
  const later = trial.secondLoad && shareLoad(trial.secondLoad, streams.length);
  return streams.map((stream, index) => {
    const { sender, source, destinationMac, destinations: targets } = stream;
    const { peer } = stream.entry;
    const share = shares[index];
    if (share === undefined) throw new RangeError(`stream ${stream.id} lacks a load`);
    const second = later?.[index];
    return {
      ...share,
      ...(second && { second }),
      ...{ sender, source, targets, destinationMac },
      interface: peer.interface,
      sourceMac: peer.mac,
    };
  });
};
