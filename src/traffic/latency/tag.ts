import { Failure } from '../../model/failure.js';
import type { Nanoseconds } from '../../model/units.js';
import type { PortFlow } from '../flows/stream-flows.js';

/** A frame to be told from all others: by who sends it, and by its number, as pktgen counts. */
export interface Tag {
  readonly source: string;
  /** From 1. */
  readonly frame: number;
  /** Between two frames of its flow. */
  readonly delay: Nanoseconds;
}

/**
 * The frame whose turn comes `after` the start, of the flow through the first ingress port. It is
 * never the last one: the frame behind it tells when it was sent.
 * @throws Failure for a port that sends one frame only
 */
export const tagOf = (flows: readonly PortFlow[], after: Nanoseconds): Tag => {
  const [flow] = flows;
  if (flow === undefined || flow.count < 2) {
    throw new Failure({
      attempted: 'tagging a frame of a trial',
      got: 'its first port sends one frame only',
      remedy: 'raise the load or lengthen the trial',
    });
  }
  const turn = 1 + Math.floor(after / flow.delay);
  return { source: flow.source, frame: Math.min(turn, flow.count - 1), delay: flow.delay };
};
