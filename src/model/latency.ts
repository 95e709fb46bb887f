import type { Nanoseconds } from './units.js';

/** A time that is known to be between two others. */
export interface BoundedTime {
  /** The best estimate. */
  readonly value: Nanoseconds;
  readonly atLeast: Nanoseconds;
  readonly atMost: Nanoseconds;
}

/** A time that was measured without error. */
export const exactly = (value: Nanoseconds): BoundedTime => ({
  value,
  atLeast: value,
  atMost: value,
});

/** Ways in which it is known how far two clocks are apart. */
export const CLOCK_RELATIONS = ['one-clock', 'ptp', 'ping-pong'] as const;

/** How far the generator's clock and the sink's may be apart from the offset that was applied. */
export interface ClockBound {
  /**
   * - `one-clock`: generator and sink are one machine
   * - `ptp`: the testbed says that PTP keeps them together
   * - `ping-pong`: they were compared before and after the trial
   */
  readonly kind: (typeof CLOCK_RELATIONS)[number];
  readonly bound: Nanoseconds;
}

/** The shares of frames whose latencies are reported. */
export const PERCENTILES = { p50: 0.5, p90: 0.9, p99: 0.99, p999: 0.999 } as const;

/**
 * The latencies of all frames whose successor came right after them. Each may be wrong by the bound
 * of the clocks, too long by 1 µs, which is how exact a stamp is, and too short by what the generator
 * took to send the frame: `turnaround` on average.
 */
export interface LatencyDistribution {
  readonly frames: number;
  /** Of them, those that came before they were sent, by the clocks: their latency counts as 0. */
  readonly early: number;
  readonly mean: BoundedTime;
  readonly minimum: Nanoseconds;
  readonly maximum: Nanoseconds;
  /** As many frames took no longer than this; too long by 1/16 at most. */
  readonly percentiles: Readonly<Record<keyof typeof PERCENTILES, Nanoseconds>>;
  /** What the generator took to send a frame, on average and at most. */
  readonly turnaround: Nanoseconds;
  /** Buckets that frames are in, in order: the latencies one is for, and its frames. */
  readonly histogram: readonly (readonly [from: Nanoseconds, to: Nanoseconds, frames: number])[];
}

/** How long a trial's frames took from the generator's driver to the sink's. */
export type TrialLatency =
  | {
      readonly state: 'measured';
      readonly clocks: ClockBound;
      /** The tagged frame; null where it was lost, absent where none was tagged. */
      readonly tagged?: BoundedTime | null;
      /** Absent where no frame's successor came right after it. */
      readonly distribution?: LatencyDistribution;
    }
  /** The clocks contradict themselves. */
  | { readonly state: 'unusable'; readonly reason: string };
