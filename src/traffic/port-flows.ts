import { egressSubnet, ingressSubnet } from '../model/addressing.js';
import type { MacAddress } from '../model/mac.js';
import { egressOf, type Topology } from '../model/topology.js';
import type { TrialRequest } from '../model/trial.js';
import { shareLoad, type PortLoad } from './offered-load.js';

/** What a generator needs to know of the device under test, whatever generates. */
export interface FlowTargets {
  readonly topology: Topology;
  /** The Ethernet address that frames for ingress port `index` carry. */
  readonly destinations: readonly MacAddress[];
}

/** What one generator port sends: its share of the load, from whom and to whom. */
export interface PortFlow extends PortLoad {
  readonly interface: string;
  readonly sourceMac: MacAddress;
  readonly destinationMac: MacAddress;
  /** IPv4 addresses. */
  readonly source: string;
  readonly destination: string;
}

/**
 * A trial as flows, one for each ingress port.
 * @throws Failure for a load too low to be sent
 */
export const portFlows = (
  trial: TrialRequest,
  { topology, destinations }: FlowTargets,
): readonly PortFlow[] => {
  const shares = shareLoad(trial, topology.ingress.length);
  return topology.ingress.map(({ peer }, index) => {
    const [share, destinationMac] = [shares[index], destinations[index]];
    if (share === undefined || destinationMac === undefined) {
      throw new RangeError(`ingress port ${index} lacks a load or a destination`);
    }
    return {
      ...share,
      interface: peer.interface,
      sourceMac: peer.mac,
      destinationMac,
      source: ingressSubnet(index).host,
      destination: egressSubnet(egressOf(topology, index)).host,
    };
  });
};
