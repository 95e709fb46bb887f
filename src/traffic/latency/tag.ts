import { Failure } from '../../model/failure.js';
import type { Nanoseconds } from '../../model/units.js';
import type { StreamFlow } from '../flows/stream-flows.js';

/** A frame to be identified: by its stream's source, and by its number, as pktgen counts. */
export interface Tag {
  readonly source: string;
  /** From 1. */
  readonly frame: number;
  /** Between two frames of its stream. */
  readonly delay: Nanoseconds;
}

/**
 * The frame of the first stream that is due `after` the start. It is never the last one: the frame
 * after it shows when it was sent.
 * @throws Failure for a stream that sends only one frame
 */
export const tagOf = (flows: readonly StreamFlow[], after: Nanoseconds): Tag => {
  const [flow] = flows;
  if (flow === undefined || flow.count < 2) {
    throw new Failure({
      attempted: 'tagging a frame of a trial',
      got: 'its first stream sends only one frame',
      remedy: 'raise the load or lengthen the trial',
    });
  }
  const { stream, count, delay } = flow;
  const turn = 1 + Math.floor(after / delay);
  return { source: stream.source, frame: Math.min(turn, count - 1), delay };
};
