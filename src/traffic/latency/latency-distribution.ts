import type { SinkLatencies } from '../../modules/frame-sink/times.js';
import { PERCENTILES, type LatencyDistribution } from '../../model/latency.js';
import { sum } from '../../model/numbers/sum.js';
import { nanoseconds, clampToZero, type Nanoseconds } from '../../model/units.js';
import { mergedHistogram, percentile, type Bucket } from './latency-histogram.js';

/** Corrections of the sink's latencies: to be added to each, in ns. */
export interface LatencyCorrection {
  readonly likely: number;
  readonly atLeast: number;
  readonly atMost: number;
  /** How long the generator was busy sending, over all its ports. */
  readonly busy: Nanoseconds;
  /** The resolution that timestamps are truncated to. */
  readonly resolution: Nanoseconds;
}

const NIL = nanoseconds(0);

/**
 * The latencies of a trial's frames, over all flows; undefined if none was timed. A frame that
 * arrived before its successor was stamped, because the generator was slow, has a latency too small
 * to measure: it counts as 0. Pure.
 */
export const latencyDistribution = (
  all: readonly SinkLatencies[],
  { likely, atLeast, atMost, busy, resolution }: LatencyCorrection,
): LatencyDistribution | undefined => {
  const timed = all.filter(({ count }) => count > 0);
  const early = sum(all.map(({ negative }) => negative));
  const count = sum(timed.map((latencies) => latencies.count));
  const frames = early + count;
  if (frames === 0) return undefined;

  const corrected = (latency: number): Nanoseconds => clampToZero(latency + likely);
  const maximum = corrected(Math.max(0, ...timed.map(({ most }) => most)));
  const histogram: readonly Bucket[] = [
    ...(early > 0 ? [[NIL, NIL, early] as const] : []),
    ...mergedHistogram(
      timed.flatMap((latencies) => latencies.histogram),
      corrected,
    ),
  ];
  const total = Number(timed.reduce((each, latencies) => each + latencies.sum, 0n));
  const mean = (correction: number): number => (total + correction * count) / frames;
  const turnaround = nanoseconds(Math.ceil(busy / frames));
  // An early frame took less than the turnaround, and than the clocks may be further apart.
  const unseen = turnaround + (Math.max(0, atMost) * early) / frames;
  const of = (share: number): Nanoseconds => percentile(histogram, maximum, share);
  return {
    frames,
    early,
    mean: {
      value: clampToZero(mean(likely)),
      atLeast: clampToZero(Math.floor(mean(atLeast)) - resolution),
      atMost: clampToZero(Math.ceil(mean(atMost) + unseen)),
    },
    minimum: early > 0 ? NIL : corrected(Math.min(...timed.map(({ least }) => least))),
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
