import { describe, expect, it } from 'vitest';
import type { PtpReading } from '../../../src/model/latency.js';
import { nanoseconds, seconds } from '../../../src/model/units.js';
import { relate } from '../../../src/traffic/latency/clock-relation.js';

const bounds = (atLeast: bigint, atMost: bigint) => ({ atLeast, atMost });
const comparison = (before: ReturnType<typeof bounds>, after = before) => ({
  before,
  after,
  elapsed: seconds(1),
});

describe('the clocks of one machine', () => {
  it('are one', () => {
    expect(relate({ kind: 'one-clock' }, comparison(bounds(0n, 0n)))).toEqual({
      state: 'known',
      clocks: { kind: 'one-clock', bound: 0 },
      offset: bounds(0n, 0n),
    });
  });
});

describe('clocks that were compared', () => {
  const setting = { kind: 'ping-pong' } as const;

  it('were as far apart as before, as after, or between', () => {
    expect(relate(setting, comparison(bounds(100n, 300n), bounds(250n, 501n)))).toEqual({
      state: 'known',
      clocks: { kind: 'ping-pong', bound: 201 },
      offset: bounds(100n, 501n),
    });
  });

  it('may drift apart, but not by a step', () => {
    const drifted = bounds(1_000_000n + 300n, 1_000_000n + 500n);
    expect(relate(setting, comparison(bounds(100n, 300n), drifted)).state).toBe('known');
    const stepped = bounds(1_000_000n + 301n, 1_000_000n + 500n);
    expect(relate(setting, comparison(bounds(100n, 300n), stepped))).toEqual({
      state: 'contradiction',
      reason: expect.stringMatching(/^a clock was set during the trial: .* 1000\.0 us/) as string,
    });
    expect(relate(setting, comparison(stepped, bounds(100n, 300n))).state).toBe('contradiction');
  });
});

describe('a clock that is set while it is compared', () => {
  it('contradicts itself', () => {
    for (const setting of [
      { kind: 'ping-pong' } as const,
      { kind: 'ptp', bound: nanoseconds(9_000) } as const,
    ]) {
      expect(relate(setting, comparison(bounds(0n, 9n), bounds(7n, 6n)))).toEqual({
        state: 'contradiction',
        reason: 'a clock was set while those of generator and sink were compared',
      });
    }
  });
});

describe("clocks that a run's own ptp4l synchronizes", () => {
  const setting = { kind: 'ptp', bound: nanoseconds(1_000), stamping: 'software' } as const;
  const reading = (offset: number, pathDelay = 4_000): PtpReading => ({
    offset,
    pathDelay: nanoseconds(pathDelay),
  });
  const reported = (before: PtpReading, after: PtpReading) => ({
    before: { state: 'synchronized', reading: before } as const,
    after: { state: 'synchronized', reading: after } as const,
  });

  it('are as far apart as measured, including the path delay', () => {
    const [before, after] = [reading(-900), reading(300, 5_000)];
    const ptp = reported(before, after);
    expect(relate(setting, { ...comparison(bounds(-90n, 90n)), ptp })).toEqual({
      state: 'known',
      clocks: { kind: 'ptp', bound: 5_300, ptp: { stamping: 'software', before, after } },
      offset: bounds(-5_300n, 5_300n),
    });
  });

  it('are not known if an offset exceeds the bound, before or after', () => {
    const ptp = reported(reading(1_001), reading(-2_000));
    expect(relate(setting, { ...comparison(bounds(-90n, 90n)), ptp })).toEqual({
      state: 'contradiction',
      reason:
        "before the trial ptp4l reported an offset of 1.0 us; the testbed's bound is 1.0 us; " +
        "after the trial ptp4l reported an offset of -2.0 us; the testbed's bound is 1.0 us",
    });
  });

  it('are not known if ptp4l no longer follows', () => {
    const ptp = {
      ...reported(reading(0), reading(0)),
      after: { state: 'unsynchronized', reason: "the sink's ptp4l did not answer" } as const,
    };
    expect(relate(setting, { ...comparison(bounds(0n, 0n)), ptp })).toEqual({
      state: 'contradiction',
      reason: "after the trial the sink's ptp4l did not answer",
    });
  });

  it('are not as reported if an exchange rules that out', () => {
    const ptp = reported(reading(10), reading(10));
    expect(relate(setting, { ...comparison(bounds(37_000_000n, 37_100_000n)), ptp })).toEqual({
      state: 'contradiction',
      reason: expect.stringMatching(
        /differ by at least 37000\.0 us; ptp4l reports at most 4\.0 us$/,
      ) as string,
    });
  });
});

describe('clocks that PTP synchronizes', () => {
  const setting = { kind: 'ptp', bound: nanoseconds(1_000) } as const;

  it('are as the testbed says if nothing contradicts it', () => {
    expect(relate(setting, comparison(bounds(900n, 90_000n), bounds(-70_000n, -1_000n)))).toEqual({
      state: 'known',
      clocks: { kind: 'ptp', bound: 1_000 },
      offset: bounds(-1_000n, 1_000n),
    });
  });

  it('are not if an exchange rules that out', () => {
    const apart = comparison(bounds(-90n, 90n), bounds(5_000n, 9_000n));
    expect(relate(setting, apart)).toEqual({
      state: 'contradiction',
      reason: expect.stringMatching(/differ by at least 5\.0 us; .* within 1\.0 us$/) as string,
    });
  });
});
