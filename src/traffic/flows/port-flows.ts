import type { Destinations } from '../../model/addressing.js';
import type { MacAddress } from '../../model/mac.js';
import { streamsOf, type Stream, type Tester } from '../../model/stream.js';
import type { Topology } from '../../model/topology.js';
import type { Traffic } from '../../model/traffic.js';
import type { TrialRequest } from '../../model/trial.js';
import { shareLoad, type PortLoad } from './offered-load.js';

/** What a generator needs to know of the device under test, whatever generates. */
export interface FlowTargets {
  readonly topology: Topology;
  readonly traffic: Traffic;
  /** The Ethernet address that frames of stream `index` carry. */
  readonly destinations: readonly MacAddress[];
}

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
 * @param destinations the Ethernet addresses that frames carry, by stream
 * @throws Failure for a load too low to be sent
 */
export const flowsOf = (
  trial: Pick<TrialRequest, 'intendedLoad' | 'duration' | 'secondLoad'>,
  streams: readonly Stream[],
  destinations: readonly MacAddress[],
): readonly PortFlow[] => {
  const shares = shareLoad(trial, streams.length);
  const later = trial.secondLoad && shareLoad(trial.secondLoad, streams.length);
  return streams.map(({ sender, entry: { peer }, source, destinations: targets }, index) => {
    const [share, destinationMac] = [shares[index], destinations[index]];
    if (share === undefined || destinationMac === undefined) {
      throw new RangeError(`stream ${index} lacks a load or a destination`);
    }
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

/**
 * A trial as flows, one for each port that sends.
 * @throws Failure for a load too low to be sent
 */
export const portFlows = (
  trial: TrialRequest,
  { topology, traffic, destinations }: FlowTargets,
): readonly PortFlow[] => flowsOf(trial, streamsOf(topology, traffic), destinations);
