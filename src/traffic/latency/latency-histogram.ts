import type { LatencyBucket } from '../../modules/frame-sink/times.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';

/** The range of latencies of a bucket, and its number of frames. */
export type Bucket = readonly [from: Nanoseconds, to: Nanoseconds, frames: number];

/** The greatest latency of a bucket: latency_bucket() in kernel-patch/shared/latency_histogram.h. */
const greatest = (least: number): number =>
  least < 32 ? least : least + 2 ** (Math.floor(Math.log2(least)) - 4) - 1;

/**
 * Merges histograms into one, in order.
 * @param corrected maps a latency counted by the module to the one shown
 */
export const mergedHistogram = (
  buckets: readonly LatencyBucket[],
  corrected: (latency: number) => Nanoseconds,
): readonly Bucket[] => {
  const frames = new Map<number, number>();
  for (const { least, frames: count } of buckets) {
    frames.set(least, (frames.get(least) ?? 0) + count);
  }
  return [...frames]
    .toSorted(([one], [other]) => one - other)
    .map(([least, count]) => [corrected(least), corrected(greatest(least)), count]);
};

/**
 * The latency that this fraction of the frames does not exceed: the upper end of a bucket, or the
 * maximum.
 * @throws RangeError for an empty histogram
 */
export const percentile = (
  histogram: readonly Bucket[],
  maximum: Nanoseconds,
  share: number,
): Nanoseconds => {
  let left = Math.ceil(share * histogram.reduce((sum, [, , frames]) => sum + frames, 0));
  for (const [, to, frames] of histogram) {
    left -= frames;
    if (left <= 0) return nanoseconds(Math.min(to, maximum));
  }
  throw new RangeError('a histogram without frames has no percentiles');
};
