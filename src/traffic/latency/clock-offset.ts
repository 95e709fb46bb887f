import type { ClockReading } from '../../linux/machine/wall-clock.js';
import type { Nanoseconds } from '../../model/units.js';

/** How far one clock is ahead of another, in ns: somewhere between the two, both included. */
export interface OffsetBounds {
  readonly atLeast: bigint;
  readonly atMost: bigint;
}

/** A remote clock read between two moments by the local clock. */
export interface ClockExchange {
  readonly asked: Nanoseconds;
  readonly answered: Nanoseconds;
  readonly reading: ClockReading;
}

/** An offset as text: `12.3 us`. @param time in ns */
export const offsetText = (time: bigint | number): string =>
  `${(Number(time) / 1e3).toFixed(1)} us`;

/** The offset of a clock from itself. */
export const NO_OFFSET: OffsetBounds = { atLeast: 0n, atMost: 0n };

/** The offset of clocks that are kept within a bound of each other. */
export const within = (bound: Nanoseconds): OffsetBounds => ({
  atLeast: -BigInt(bound),
  atMost: BigInt(bound),
});

/**
 * The most that two clocks drift apart: a disciplined clock runs up to 500 ppm fast or slow
 * (adjtimex(2)), so two of them differ by up to 1000 ppm.
 */
export const mostDrift = (time: Nanoseconds): bigint => BigInt(Math.ceil(time / 1_000));

const least = (values: readonly bigint[]): bigint =>
  values.reduce((best, each) => (each < best ? each : best));
const greatest = (values: readonly bigint[]): bigint =>
  values.reduce((best, each) => (each > best ? each : best));

/** How far the remote clock is ahead of the local one: it was read between request and reply. */
export const offsetOf = ({ asked, answered, reading }: ClockExchange): OffsetBounds => ({
  atLeast: reading.from - BigInt(answered),
  atMost: reading.from + reading.resolution - BigInt(asked),
});

/** How far a clock is ahead of another when both were compared with a third. */
export const offsetBetween = (one: OffsetBounds, other: OffsetBounds): OffsetBounds => ({
  atLeast: one.atLeast - other.atMost,
  atMost: one.atMost - other.atLeast,
});

/**
 * How far one machine's clock is ahead of another's at the end, by exchanges with both. Every pair
 * of replies bounds it, older ones more widely; the intersection is as wide as the fastest request
 * and the fastest reply of each.
 * @throws RangeError if one of them was not asked
 */
export const offsetInTheEnd = (
  one: readonly ClockExchange[],
  other: readonly ClockExchange[],
): OffsetBounds => {
  if (one.length === 0 || other.length === 0) throw new RangeError('a clock was not read');
  const end = Math.max(...[...one, ...other].map(({ answered }) => answered));
  const allowed = one.flatMap((first) =>
    other.map((second) => {
      const { atLeast, atMost } = offsetBetween(offsetOf(first), offsetOf(second));
      const since = end - Math.min(first.asked, second.asked);
      const drift = mostDrift(since as Nanoseconds);
      return { atLeast: atLeast - drift, atMost: atMost + drift };
    }),
  );
  return {
    atLeast: greatest(allowed.map(({ atLeast }) => atLeast)),
    atMost: least(allowed.map(({ atMost }) => atMost)),
  };
};

/** The smallest range that contains both. */
export const union = (one: OffsetBounds, other: OffsetBounds): OffsetBounds => ({
  atLeast: least([one.atLeast, other.atLeast]),
  atMost: greatest([one.atMost, other.atMost]),
});

/** The least difference of two offsets; 0 if they may be the same. */
export const leastChange = (one: OffsetBounds, other: OffsetBounds): bigint =>
  greatest([0n, other.atLeast - one.atMost, one.atLeast - other.atMost]);

/** The middle, and how far the ends are from it. */
export const midpoint = ({ atLeast, atMost }: OffsetBounds): { offset: bigint; bound: bigint } => {
  const offset = atLeast + (atMost - atLeast) / 2n;
  return { offset, bound: atMost - offset };
};
