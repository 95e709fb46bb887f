import type { BoundedTime, LatencyDistribution, LatencySpan } from './schema/latency.js';
import type { Nanoseconds } from './units.js';

export type {
  BoundedTime,
  ClockBound,
  LatencyDistribution,
  LatencySpan,
  PtpReading,
  TrialLatency,
} from './schema/latency.js';

/** A time measured without error. */
export const exactly = (value: Nanoseconds): BoundedTime => ({
  value,
  atLeast: value,
  atMost: value,
});

/** The reported percentiles of latency. */
export const PERCENTILES = {
  p50: 0.5,
  p90: 0.9,
  p99: 0.99,
  p999: 0.999,
} as const satisfies Readonly<Record<keyof LatencyDistribution['percentiles'], number>>;

/** The definitions of latency, strictest first. */
export const LATENCY_DEFINITIONS = [
  'store-and-forward',
  'driver-to-sink-less-serialization',
  'driver-to-sink',
] as const;

export type LatencyDefinition = (typeof LATENCY_DEFINITIONS)[number];

/**
 * The definition that a span meets. RFC 1242 section 3.8 defines latency for store and forward devices
 * from the last bit in to the first bit out. That requires both: the frame's serialization time
 * subtracted, and a time stamp of its first bit at the output. Otherwise it is named after what was
 * measured.
 */
export const definitionOf = (span: LatencySpan | undefined): LatencyDefinition => {
  if (span?.serialization.state !== 'subtracted') return 'driver-to-sink';
  return span.stampedBy === 'hardware' || span.stampedBy === 'wire'
    ? 'store-and-forward'
    : 'driver-to-sink-less-serialization';
};

/** The definition that holds for all of several: the least strict. */
export const commonDefinition = (all: readonly LatencyDefinition[]): LatencyDefinition =>
  LATENCY_DEFINITIONS[Math.max(0, ...all.map((each) => LATENCY_DEFINITIONS.indexOf(each)))] ??
  'driver-to-sink';
