import type { ClockBound } from '../../model/latency.js';
import type { Nanoseconds } from '../../model/units.js';
import {
  union,
  leastChange,
  midpoint,
  mostDrift,
  NO_OFFSET,
  within,
  type OffsetBounds,
} from './clock-offset.js';

/** The relation of the generator's clock and the sink's. */
export type ClockSetting =
  | { readonly kind: 'one-clock' }
  | { readonly kind: 'ptp'; readonly bound: Nanoseconds }
  | { readonly kind: 'ping-pong' };

/** How far the generator's clock was ahead of the sink's before and after a trial. */
export interface ClockComparison {
  readonly before: OffsetBounds;
  readonly after: OffsetBounds;
  /** From one to the other, by this computer's clock. */
  readonly elapsed: Nanoseconds;
}

/** The clocks' offset during a trial, or why it is not known. */
export type ClockRelation =
  | { readonly state: 'known'; readonly clocks: ClockBound; readonly offset: OffsetBounds }
  | { readonly state: 'contradiction'; readonly reason: string };

const microseconds = (time: bigint): string => `${(Number(time) / 1e3).toFixed(1)} us`;

const known = (kind: ClockBound['kind'], offset: OffsetBounds): ClockRelation => ({
  state: 'known',
  clocks: { kind, bound: Number(midpoint(offset).bound) as Nanoseconds },
  offset,
});

const contradiction = (reason: string): ClockRelation => ({ state: 'contradiction', reason });

const underPtp = ({ before, after }: ClockComparison, bound: Nanoseconds): ClockRelation => {
  const stated = within(bound);
  const excess = [before, after].map((measured) => leastChange(stated, measured));
  const worst = excess.reduce((most, each) => (each > most ? each : most));
  if (worst === 0n) return known('ptp', stated);
  const apart = microseconds(worst + stated.atMost);
  return contradiction(
    `the clocks of generator and sink are ${apart} apart at least; ` +
      `the testbed says PTP keeps them within ${microseconds(stated.atMost)}`,
  );
};

const compared = ({ before, after, elapsed }: ClockComparison): ClockRelation => {
  const change = leastChange(before, after);
  if (change <= mostDrift(elapsed)) return known('ping-pong', union(before, after));
  return contradiction(
    `a clock was set during the trial: generator's and sink's moved by ${microseconds(change)}`,
  );
};

/** The offset throughout a trial: all that it was before and after, and between. Pure. */
export const relate = (setting: ClockSetting, comparison: ClockComparison): ClockRelation => {
  if (setting.kind === 'one-clock') return known('one-clock', NO_OFFSET);
  const { before, after } = comparison;
  if (before.atLeast > before.atMost || after.atLeast > after.atMost) {
    return contradiction('a clock was set while those of generator and sink were compared');
  }
  return setting.kind === 'ptp' ? underPtp(comparison, setting.bound) : compared(comparison);
};
