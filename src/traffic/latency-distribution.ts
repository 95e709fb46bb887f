import type { SinkLatencies } from '../linux/frame-sink-times.js';
import { PERCENTILES, type LatencyDistribution } from '../model/latency.js';
import { nanoseconds, type Nanoseconds } from '../model/units.js';

/** What the sink's latencies are reckoned with. */
export interface LatencyCorrection {
  /** To be added to each, in ns. */
  readonly shift: number;
  /** How far the clocks may be apart from that. */
  readonly clockBound: Nanoseconds;
  /** How long the generator was busy sending, all its ports together. */
  readonly busy: Nanoseconds;
}

/** A stamp is cut to whole microseconds. */
const STAMP = 1_000;

const notNegative = (time: number): Nanoseconds => nanoseconds(Math.max(0, time));

type Bucket = readonly [from: Nanoseconds, to: Nanoseconds, frames: number];

/** The greatest latency of a bucket: sink_bucket() in kernel-patch/frame-sink/latency.c. */
const greatest = (least: number): number =>
  least < 32 ? least : least + 2 ** (Math.floor(Math.log2(least)) - 4) - 1;

/** The latency that this share of the frames does not exceed. */
const percentile = (histogram: readonly Bucket[], frames: number, share: number): Nanoseconds => {
  let left = Math.ceil(frames * share);
  for (const [, to, count] of histogram) {
    left -= count;
    if (left <= 0) return to;
  }
  throw new RangeError('a histogram with fewer frames than were counted');
};

const merged = (all: readonly SinkLatencies[], shift: number, maximum: number): Bucket[] => {
  const corrected = (latency: number): Nanoseconds => notNegative(latency + shift);
  const frames = new Map<number, number>();
  for (const { least, frames: count } of all.flatMap(({ histogram }) => histogram)) {
    frames.set(least, (frames.get(least) ?? 0) + count);
  }
  return [...frames]
    .toSorted(([one], [other]) => one - other)
    .map(([least, count]) => [
      corrected(least),
      nanoseconds(Math.min(corrected(greatest(least)), maximum)),
      count,
    ]);
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/**
 * The latencies of a trial's frames, those of all flows together; undefined where none was timed.
 * A frame that came before its successor was stamped, because the generator was slow, took less
 * than can be seen: it counts as 0. Pure.
 */
export const latencyDistribution = (
  all: readonly SinkLatencies[],
  { shift, clockBound, busy }: LatencyCorrection,
): LatencyDistribution | undefined => {
  const timed = all.filter(({ count }) => count > 0);
  const early = sum(all.map(({ negative }) => negative));
  const count = sum(timed.map((each) => each.count));
  const frames = count + early;
  if (frames === 0) return undefined;
  const corrected = (latency: number): Nanoseconds => notNegative(latency + shift);
  const maximum = corrected(Math.max(0, ...timed.map(({ most }) => most)));
  const nil = nanoseconds(0);
  const histogram: Bucket[] = [
    ...(early > 0 ? [[nil, nil, early] as const] : []),
    ...merged(timed, shift, maximum),
  ];
  const total = Number(timed.reduce((each, latencies) => each + latencies.sum, 0n));
  const mean = Math.round((total + shift * count) / frames);
  const turnaround = nanoseconds(Math.ceil(busy / frames));
  const of = (share: number): Nanoseconds => percentile(histogram, frames, share);
  return {
    frames,
    early,
    mean: {
      value: notNegative(mean),
      atLeast: notNegative(mean - clockBound - STAMP),
      atMost: notNegative(mean + clockBound + turnaround),
    },
    minimum: early > 0 ? nil : corrected(Math.min(...timed.map(({ least }) => least))),
    maximum,
    percentiles: {
      p50: of(PERCENTILES.p50),
      p90: of(PERCENTILES.p90),
      p99: of(PERCENTILES.p99),
      p999: of(PERCENTILES.p999),
    },
    turnaround,
    histogram,
  };
};
