import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CounterValue } from '../../../src/linux/counters/counter-kind.js';
import { increaseBetween } from '../../../src/traffic/counters/increase.js';
import { counterRefKey, type CounterRef } from '../../../src/traffic/counters/reading.js';

const link: CounterRef = {
  at: 'dut',
  counter: { source: 'link', interface: 'eth1', field: 'rx_packets' },
};
const qdisc: CounterRef = {
  at: 'dut',
  counter: { source: 'qdisc', interface: 'eth1', field: 'drops' },
};
const softnet: CounterRef = { at: 'dut', counter: { source: 'softnet', field: 'dropped' } };
const NARROW = 2 ** 32;

const between = (
  counter: CounterRef,
  from: CounterValue | undefined,
  to: CounterValue | undefined,
  most?: number,
) => {
  const key = counterRefKey(counter);
  const reading = (value: CounterValue | undefined) =>
    new Map(value === undefined ? [] : [[key, value] as const]);
  return increaseBetween(counter, reading(from), reading(to), most);
};

const rows = (...values: readonly (readonly [string, number])[]): CounterValue => new Map(values);

describe('the increase of a counter', () => {
  it('is known if it went up', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 50 }), fc.nat({ max: 2 ** 40 }), (from, frames) => {
        expect(between(link, from, from + frames, 0)).toEqual({ state: 'known', frames });
      }),
    );
  });

  it('is unknown if a wide one went down, even by what a narrow one would have wrapped', () => {
    expect(between(link, NARROW - 1, 4)).toEqual({
      state: 'unknown',
      why: 'it went back from 4294967295 to 4',
    });
  });

  it('is known for a narrow one that wrapped once, if enough frames were sent', () => {
    fc.assert(
      fc.property(fc.nat({ max: NARROW - 1 }), fc.nat({ max: 1e6 }), (from, frames) => {
        const to = (from + frames) % NARROW;
        expect(between(qdisc, from, to, 1e6)).toEqual({ state: 'known', frames });
      }),
    );
  });

  it('is unknown for a narrow one that cannot have wrapped, or may have more than once', () => {
    expect(between(qdisc, 1_000_000, 4, 5_000)).toMatchObject({ state: 'unknown' });
    expect(between(qdisc, NARROW - 1, 4, NARROW)).toMatchObject({ state: 'unknown' });
  });

  it('is unknown if it was missing before, or later, and says what was read', () => {
    expect(between(link, 17, undefined)).toEqual({
      state: 'unknown',
      why: '17, then missing',
    });
    expect(between(link, undefined, 17)).toEqual({ state: 'unknown', why: 'missing, then 17' });
    expect(between(link, undefined, undefined)).toEqual({ state: 'unknown', why: 'not read' });
  });

  it('is that of all CPUs, each taken separately', () => {
    const from = rows(['0', NARROW - 2], ['1', 5]);
    const to = rows(['0', 3], ['1', 9]);
    expect(between(softnet, from, to, 100)).toEqual({ state: 'known', frames: 9 });
  });

  it('is unknown if a CPU appeared or disappeared, whatever it had counted', () => {
    const both = rows(['0', 3], ['1', 0]);
    expect(between(softnet, both, rows(['0', 3]))).toEqual({
      state: 'unknown',
      why: 'CPU 1 had 0, then no row',
    });
    expect(between(softnet, rows(['0', 3]), both)).toEqual({
      state: 'unknown',
      why: 'CPU 1 had no row before, then 0',
    });
    expect(between(softnet, both, rows(['0', 3], ['2', 0]))).toMatchObject({ state: 'unknown' });
  });
});
