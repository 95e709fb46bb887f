import type { PktgenDevice } from '../linux/pktgen.js';
import { egressSubnet, ingressSubnet } from '../model/addressing.js';
import { withoutFcs } from '../model/frame.js';
import type { MacAddress } from '../model/mac.js';
import { egressOf, type Topology } from '../model/topology.js';
import type { TrialRequest } from '../model/trial.js';
import { shareLoad } from './offered-load.js';

/** What the generator needs to know of the device under test. */
export interface PktgenTargets {
  readonly topology: Topology;
  /** The Ethernet address that frames for ingress port `index` carry. */
  readonly destinations: readonly MacAddress[];
  /** How often pktgen sends a frame unchanged before it builds the next. */
  readonly cloneSkb: number;
}

/**
 * A trial as pktgen devices, one for each ingress port, spread over the generator's threads.
 * @throws Failure for a load too low to be sent
 */
export const pktgenDevices = (
  trial: TrialRequest,
  { topology, destinations, cloneSkb }: PktgenTargets,
  threads: readonly string[],
): readonly PktgenDevice[] => {
  const shares = shareLoad(trial, topology.ingress.length);
  return topology.ingress.map(({ peer }, index): PktgenDevice => {
    const [share, thread] = [shares[index], threads[index % threads.length]];
    const destinationMac = destinations[index];
    if (share === undefined || thread === undefined || destinationMac === undefined) {
      throw new RangeError(`ingress port ${index} lacks a load, a thread or a destination`);
    }
    return {
      ...share,
      interface: peer.interface,
      thread,
      packetSize: withoutFcs(trial.frameSize),
      destinationMac,
      source: ingressSubnet(index).host,
      destination: egressSubnet(egressOf(topology, index)).host,
      cloneSkb,
    };
  });
};
