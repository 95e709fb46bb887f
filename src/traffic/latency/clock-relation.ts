import type { ClockBound } from '../../model/latency.js';
import type { Stamping } from '../../model/network/ptp.js';
import type { Nanoseconds } from '../../model/units.js';
import {
  union,
  leastChange,
  midpoint,
  mostDrift,
  NO_OFFSET,
  offsetText,
  within,
  type OffsetBounds,
} from './clock-offset.js';
import { mostApart, ptpProblem, type PtpState } from './ptp-state.js';

/** The relation of the generator's clock and the sink's. */
export type ClockSetting =
  | { readonly kind: 'one-clock' }
  | {
      readonly kind: 'ptp';
      readonly bound: Nanoseconds;
      /** If the run itself started ptp4l. */
      readonly stamping?: Stamping | undefined;
    }
  | { readonly kind: 'ping-pong' };

/** How far the generator's clock was ahead of the sink's before and after a trial. */
export interface ClockComparison {
  readonly before: OffsetBounds;
  readonly after: OffsetBounds;
  /** From one to the other, by this computer's clock. */
  readonly elapsed: Nanoseconds;
  /** If the run itself started ptp4l: what it reported. */
  readonly ptp?: { readonly before: PtpState; readonly after: PtpState } | undefined;
}

/** The clocks' offset during a trial, or why it is not known. */
export type ClockRelation =
  | { readonly state: 'known'; readonly clocks: ClockBound; readonly offset: OffsetBounds }
  | { readonly state: 'contradiction'; readonly reason: string };

const known = (
  kind: ClockBound['kind'],
  offset: OffsetBounds,
  ptp?: ClockBound['ptp'],
): ClockRelation => ({
  state: 'known',
  clocks: { kind, bound: Number(midpoint(offset).bound) as Nanoseconds, ...(ptp && { ptp }) },
  offset,
});

const contradiction = (reason: string): ClockRelation => ({ state: 'contradiction', reason });

/** The least distance of clocks that should be within a bound; undefined if they may be within it. */
const apartAtLeast = (
  { before, after }: ClockComparison,
  bound: Nanoseconds,
): string | undefined => {
  const stated = within(bound);
  const excess = [before, after].map((measured) => leastChange(stated, measured));
  const worst = excess.reduce((most, each) => (each > most ? each : most));
  if (worst === 0n) return undefined;
  const apart = offsetText(worst + stated.atMost);
  return `the clocks of generator and sink differ by at least ${apart}`;
};

const underPtp = (comparison: ClockComparison, bound: Nanoseconds): ClockRelation => {
  const apart = apartAtLeast(comparison, bound);
  return apart === undefined
    ? known('ptp', within(bound))
    : contradiction(`${apart}; the testbed says PTP keeps them within ${offsetText(bound)}`);
};

/** By what ptp4l reported before and after the trial: that is the bound, instead of the testbed's. */
const underOwnPtp = (
  comparison: ClockComparison,
  { before, after }: NonNullable<ClockComparison['ptp']>,
  bound: Nanoseconds,
  stamping: Stamping,
): ClockRelation => {
  const problems = [
    ['before', ptpProblem(before, bound)],
    ['after', ptpProblem(after, bound)],
  ].flatMap(([when, problem]) => (problem === undefined ? [] : [`${when} the trial ${problem}`]));
  if (before.state !== 'synchronized' || after.state !== 'synchronized' || problems.length > 0) {
    return contradiction(problems.join('; '));
  }
  const [first, last] = [before.reading, after.reading];
  const most = mostApart([first, last]);
  const apart = apartAtLeast(comparison, most);
  return apart === undefined
    ? known('ptp', within(most), { stamping, before: first, after: last })
    : contradiction(`${apart}; ptp4l reports at most ${offsetText(most)}`);
};

const compared = ({ before, after, elapsed }: ClockComparison): ClockRelation => {
  const change = leastChange(before, after);
  if (change <= mostDrift(elapsed)) return known('ping-pong', union(before, after));
  return contradiction(
    `a clock was set during the trial: the offset between generator and sink changed by ${offsetText(change)}`,
  );
};

/** The offset during a trial: the range that covers it before, after and in between. Pure. */
export const relate = (setting: ClockSetting, comparison: ClockComparison): ClockRelation => {
  if (setting.kind === 'one-clock') return known('one-clock', NO_OFFSET);
  const { before, after } = comparison;
  if (before.atLeast > before.atMost || after.atLeast > after.atMost) {
    return contradiction('a clock was set while those of generator and sink were compared');
  }
  if (setting.kind === 'ping-pong') return compared(comparison);
  const { bound, stamping } = setting;
  return comparison.ptp === undefined || stamping === undefined
    ? underPtp(comparison, bound)
    : underOwnPtp(comparison, comparison.ptp, bound, stamping);
};
