import { Failure } from '../../model/failure.js';
import { groupBy } from '../../model/group-by.js';
import { sendingPortOf, type Stream } from '../../model/network/stream.js';
import {
  LONGEST_INTERVAL,
  streamLoads,
  wholeInterval,
  type LoadedStream,
} from '../../model/network/stream-loads.js';
import { sum } from '../../model/numbers/sum.js';
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
 * The frames of each stream, in proportion to their loads: first by port, as otherwise one port
 * might send for longer than another if many of its streams get one frame more.
 */
const countsOf = (total: number, loads: readonly LoadedStream[]): ReadonlyMap<Stream, number> => {
  const ports = [...groupBy(loads, ({ stream }) => sendingPortOf(stream)).values()].map((item) => ({
    item,
    weight: sum(item.map(({ load }) => load)),
  }));
  const shares = apportion(total, ports).flatMap(({ item, count }) =>
    apportion(
      count,
      item.map(({ stream, load }) => ({ item: stream, weight: load })),
    ),
  );
  return new Map(shares.map(({ item, count }) => [item, count]));
};

/**
 * Splits an aggregate load into loads of streams, in their order: rates by the streams' weights and
 * own loads, counts in proportion, and delays in whole nanoseconds.
 * @throws Failure for a load too low for one of the streams, which it names
 */
export const shareLoad = (
  trial: Pick<TrialRequest, 'intendedLoad' | 'duration'>,
  streams: readonly Stream[],
): readonly (FlowLoad & { readonly stream: Stream })[] => {
  const loads = streamLoads(streams, trial.intendedLoad);
  const counts = countsOf(intendedFrames(trial), loads);
  return loads.map(({ stream, load, interval }) => {
    const count = counts.get(stream) ?? 0;
    const delay = wholeInterval(interval);
    if (count < 1 || delay > LONGEST_INTERVAL) {
      throw new Failure({
        attempted: `offering ${load} frames/s to stream ${stream.id}, of ${trial.intendedLoad} in all`,
        got: `in a trial of ${trial.duration / 1e9} s it would get ${count} frames`,
        remedy: 'raise the load or lengthen the trial',
      });
    }
    return { stream, intendedLoad: load, count, delay };
  });
};
