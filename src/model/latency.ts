import type { BoundedTime, LatencyDistribution } from './schema/latency.js';
import type { Nanoseconds } from './units.js';

export type {
  BoundedTime,
  ClockBound,
  LatencyDistribution,
  TrialLatency,
} from './schema/latency.js';

/** A time that was measured without error. */
export const exactly = (value: Nanoseconds): BoundedTime => ({
  value,
  atLeast: value,
  atMost: value,
});

/** The percentiles of latency that are reported. */
export const PERCENTILES = {
  p50: 0.5,
  p90: 0.9,
  p99: 0.99,
  p999: 0.999,
} as const satisfies Readonly<Record<keyof LatencyDistribution['percentiles'], number>>;
