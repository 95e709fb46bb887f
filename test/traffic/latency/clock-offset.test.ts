import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/model/instant.js';
import { nanoseconds } from '../../../src/model/units.js';
import {
  union,
  leastChange,
  midpoint,
  offsetBetween,
  offsetInTheEnd,
  offsetOf,
  type ClockExchange,
} from '../../../src/traffic/latency/clock-offset.js';

/** A clock that is `ahead` of ours, read between two delays, its time truncated to `resolution`. */
const exchange = (
  ahead: bigint,
  asked: number,
  [there, back]: readonly [number, number],
  resolution = 1_000n,
): ClockExchange => {
  const time = BigInt(asked + there) + ahead;
  return {
    asked: nanoseconds(asked),
    answered: nanoseconds(asked + there + back),
    reading: { from: instant(time - (time % resolution)), resolution },
  };
};

const offset = fc.bigInt({ min: 0n, max: 2_000_000_000_000_000_000n });
const delays = fc.tuple(fc.nat(10_000_000), fc.nat(10_000_000));
const moment = fc.nat(1_000_000_000);

describe('offsetOf', () => {
  it('encloses the true offset, whatever the delays, and is as wide as they plus a tick', () => {
    fc.assert(
      fc.property(offset, moment, delays, (ahead, asked, [there, back]) => {
        const { atLeast, atMost } = offsetOf(exchange(ahead, asked, [there, back]));
        expect(atLeast <= ahead && ahead <= atMost).toBe(true);
        expect(atMost - atLeast).toBe(BigInt(there + back) + 1_000n);
      }),
    );
  });
});

describe('offsetBetween', () => {
  it('encloses how far one clock is ahead of the other', () => {
    fc.assert(
      fc.property(offset, offset, moment, delays, delays, (one, other, asked, to, from) => {
        const bounds = offsetBetween(
          offsetOf(exchange(one, asked, to)),
          offsetOf(exchange(other, asked, from)),
        );
        const { offset: middle, bound } = midpoint(bounds);
        const error = one - other - middle;
        expect((error < 0n ? -error : error) <= bound).toBe(true);
      }),
    );
  });
});

describe('offsetInTheEnd', () => {
  /** Exchanges a millisecond apart, with a clock that drifts by `rate` ns in a ms. */
  const asked = (ahead: bigint, rate: bigint, all: readonly (readonly [number, number])[]) =>
    all.map(([there, back], turn) =>
      exchange(ahead + rate * BigInt(turn), 1_000_000 * turn, [there, back]),
    );
  const short = fc.tuple(fc.nat(400_000), fc.nat(400_000));
  const delayed = fc.array(short, { minLength: 1, maxLength: 8 });
  const rate = fc.bigInt({ min: -490n, max: 490n });

  it('encloses the offset, of clocks that drift too', () => {
    fc.assert(
      fc.property(
        offset,
        offset,
        rate,
        rate,
        delayed,
        delayed,
        (one, other, fast, slow, to, from) => {
          const bounds = offsetInTheEnd(asked(one, fast, to), asked(other, slow, from));
          const turns = BigInt(Math.max(to.length, from.length) - 1);
          const truth = one + fast * turns - other - slow * turns;
          expect(bounds.atLeast <= truth && truth <= bounds.atMost).toBe(true);
        },
      ),
    );
  });

  it('is as wide as the fastest one-way delays of any answers, plus drift', () => {
    const [one, other] = [1_000_000_000_000n, 2_000_000_000_000n];
    const ways = [[900, 10] as const, [20, 800] as const, [700, 600] as const];
    const { bound } = midpoint(offsetInTheEnd(asked(one, 0n, ways), asked(other, 0n, ways)));
    const [least, ticks, drift] = [10 + 20, 1_000, 2 * 2_000];
    expect(Number(bound)).toBeLessThanOrEqual(least + ticks + drift);
  });

  it('is not known for a clock that was not read', () => {
    expect(() => offsetInTheEnd([], [])).toThrow(RangeError);
  });
});

describe('union and leastChange', () => {
  const bounds = fc.tuple(offset, offset).map(([one, other]) => ({
    atLeast: one < other ? one : other,
    atMost: one < other ? other : one,
  }));

  it('enclose both, and have a difference of 0 if they may be the same', () => {
    fc.assert(
      fc.property(bounds, bounds, (one, other) => {
        const both = union(one, other);
        for (const each of [one, other]) {
          expect(both.atLeast <= each.atLeast && each.atMost <= both.atMost).toBe(true);
        }
        const apart = one.atMost < other.atLeast || other.atMost < one.atLeast;
        expect(leastChange(one, other) > 0n).toBe(apart);
        expect(leastChange(one, other)).toBe(leastChange(other, one));
      }),
    );
  });
});
