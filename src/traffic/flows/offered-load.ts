import { Failure } from '../../model/failure.js';
import type { Stream } from '../../model/network/stream.js';
import { LONGEST_INTERVAL, streamLoads, wholeInterval } from '../../model/network/stream-loads.js';
import { intendedFrames, type TrialRequest } from '../../model/trial.js';
import type { Nanoseconds, Pps } from '../../model/units.js';
import { apportion } from './apportion.js';

/** What one stream contributes to a load. */
export interface FlowLoad {
  readonly intendedLoad: Pps;
  /** Frames to send; the streams' counts add up to what the trial intends. */
  readonly count: number;
  /** Between the starts of two frames. */
  readonly delay: Nanoseconds;
}

/**
 * An aggregate load as loads of streams, in their order: rates by the streams' weights and own loads,
 * counts in proportion, and delays in whole nanoseconds.
 * @throws Failure for a load too low for one of the streams, which it names
 */
export const shareLoad = (
  trial: Pick<TrialRequest, 'intendedLoad' | 'duration'>,
  streams: readonly Stream[],
): readonly (FlowLoad & { readonly stream: Stream })[] => {
  const loads = streamLoads(streams, trial.intendedLoad);
  const shares = apportion(
    intendedFrames(trial),
    loads.map((each) => ({ item: each, weight: each.load })),
  );
  return shares.map(({ item: { stream, load, interval }, count }) => {
    const delay = wholeInterval(interval);
    if (count < 1 || delay > LONGEST_INTERVAL) {
      throw new Failure({
        attempted: `offering ${load} frames a second to stream ${stream.id}, of ${trial.intendedLoad} in all`,
        got: `in a trial of ${trial.duration / 1e9} s it would get ${count} frames`,
        remedy: 'raise the load or lengthen the trial',
      });
    }
    return { stream, intendedLoad: load, count, delay };
  });
};
