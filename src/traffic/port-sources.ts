import type { PortSource } from '../linux/softnic-source.js';
import type { SourceResult } from '../linux/softnic-source-result.js';
import { testFrame } from '../linux/test-frame.js';
import { egressSubnet, ingressSubnet } from '../model/addressing.js';
import { withoutFcs } from '../model/frame.js';
import type { MacAddress } from '../model/mac.js';
import { egressOf, type Topology } from '../model/topology.js';
import type { TrialRequest } from '../model/trial.js';
import { nanoseconds, type Nanoseconds } from '../model/units.js';
import { shareLoad } from './offered-load.js';

/** What sources need to know of the device under test. */
export interface SourceTargets {
  readonly topology: Topology;
  /** The Ethernet address that frames for ingress port `index` carry. */
  readonly destinations: readonly MacAddress[];
}

/**
 * A trial as the sources in the generator's ports, one for each ingress port, all of one rate.
 * @throws Failure for a load too low to be sent
 */
export const portSources = (
  trial: TrialRequest,
  { topology, destinations }: SourceTargets,
): readonly PortSource[] => {
  const shares = shareLoad(trial, topology.ingress.length);
  return topology.ingress.map(({ peer }, index) => {
    const [share, destinationMac] = [shares[index], destinations[index]];
    if (share === undefined || destinationMac === undefined) {
      throw new RangeError(`ingress port ${index} lacks a load or a destination`);
    }
    const frame = testFrame({
      size: withoutFcs(trial.frameSize),
      sourceMac: peer.mac,
      destinationMac,
      source: ingressSubnet(index).host,
      destination: egressSubnet(egressOf(topology, index)).host,
    });
    return {
      interface: peer.interface,
      frames: [frame],
      count: share.count,
      gap: share.delay,
      arrivals: { kind: 'constant' },
      // Ports take turns, as far apart as their number allows.
      phase: nanoseconds(Math.round((share.delay * index) / topology.ingress.length)),
    };
  });
};

/** From the first frame of any port to where the next would have come. */
export const sourcesDuration = (
  results: readonly SourceResult[],
  sources: readonly Pick<PortSource, 'gap'>[],
): Nanoseconds => {
  const spans = results.flatMap(({ sent, first, last }, index) =>
    sent === 0 ? [] : [{ first, end: last + (sources[index]?.gap ?? 0) }],
  );
  if (spans.length === 0) return nanoseconds(0);
  const [ends, starts] = [spans.map(({ end }) => end), spans.map(({ first }) => first)];
  return nanoseconds(Math.max(...ends) - Math.min(...starts));
};

/** Where a source and the counter of its port contradict each other. */
export const sourceComplaints = (
  results: readonly SourceResult[],
  sentByPort: readonly number[],
): readonly string[] =>
  results.flatMap(({ interface: port, sent }, index) =>
    sentByPort[index] === sent
      ? []
      : [`${port}: its source sent ${sent} frames, the port ${sentByPort[index]}`],
  );
