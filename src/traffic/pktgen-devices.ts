import type { PktgenDevice } from '../linux/pktgen.js';
import { withoutFcs } from '../model/frame.js';
import type { TrialRequest } from '../model/trial.js';
import { portFlows, type FlowTargets } from './port-flows.js';

/** What the generator needs to know of the device under test. */
export interface PktgenTargets extends FlowTargets {
  /** How often pktgen sends a frame unchanged before it builds the next. */
  readonly cloneSkb: number;
}

/**
 * A trial as pktgen devices, one for each ingress port, spread over the generator's threads.
 * @throws Failure for a load too low to be sent
 */
export const pktgenDevices = (
  trial: TrialRequest,
  targets: PktgenTargets,
  threads: readonly string[],
): readonly PktgenDevice[] =>
  portFlows(trial, targets).map((flow, index): PktgenDevice => {
    const thread = threads[index % threads.length];
    if (thread === undefined) throw new RangeError('pktgen has no thread');
    return {
      interface: flow.interface,
      thread,
      count: flow.count,
      delay: flow.delay,
      packetSize: withoutFcs(trial.frameSize),
      destinationMac: flow.destinationMac,
      source: flow.source,
      destinations: flow.targets,
      cloneSkb: targets.cloneSkb,
    };
  });
