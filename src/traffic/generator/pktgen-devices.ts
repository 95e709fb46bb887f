import type { PktgenDevice } from '../../linux/pktgen/device.js';
import { withoutFcs } from '../../model/frame.js';
import type { TrialRequest } from '../../model/trial.js';
import type { PortFlow } from '../flows/port-flows.js';

/** What the frames of all ports have in common. */
export interface PktgenFrames extends Pick<TrialRequest, 'frameSize'> {
  /** How often pktgen sends a frame unchanged before it builds the next. */
  readonly cloneSkb: number;
  /** Whether frames for everybody are sent beside them, which are no test frames. */
  readonly broadcast?: boolean;
}

/**
 * Flows as pktgen devices, one for each port that sends, spread over the threads there. A second load
 * adds to the frames of the first: the devices go on with another delay.
 */
export const pktgenDevices = (
  flows: readonly PortFlow[],
  { frameSize, cloneSkb }: PktgenFrames,
  threads: readonly string[],
): readonly PktgenDevice[] =>
  flows.map((flow, index): PktgenDevice => {
    const { second } = flow;
    const thread = threads[index % threads.length];
    if (thread === undefined) throw new RangeError('pktgen has no thread');
    return {
      interface: flow.interface,
      thread,
      count: flow.count + (second?.count ?? 0),
      delay: flow.delay,
      packetSize: withoutFcs(frameSize),
      ...(second && { laterDelay: second.delay }),
      destinationMac: flow.destinationMac,
      source: flow.source,
      destinations: flow.targets,
      cloneSkb,
    };
  });
