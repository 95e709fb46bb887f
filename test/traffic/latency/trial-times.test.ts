import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSinkReport } from '../../../src/modules/frame-sink/report.js';
import {
  bitsPerSecond,
  bytes,
  milliseconds,
  nanoseconds,
  pps,
  seconds,
} from '../../../src/model/units.js';
import type { OffsetBounds } from '../../../src/traffic/latency/clock-offset.js';
import type { Clocks } from '../../../src/traffic/latency/clocks.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import { beginTimes } from '../../../src/traffic/latency/trial-times.js';
import { network } from '../testbed.js';
import { virtualClock } from '../virtual-clock.js';

const report = parseSinkReport(readFileSync('test/fixtures/linux/frame-sink-report.txt', 'utf8'));
const trial = { intendedLoad: pps(2_000), duration: seconds(1) };
const flows = flowsOf(trial, network({ ingress: 2 }).streams);
const { signal } = new AbortController();

/** Two clocks with these offsets, one after the other. */
const comparing = (...found: readonly OffsetBounds[]): Clocks => {
  const left = [...found];
  return {
    setting: { kind: 'ping-pong' },
    compare: () => {
      const next = left.shift();
      return next === undefined ? Promise.reject(new Error('asked again')) : Promise.resolve(next);
    },
  };
};
const links = () =>
  Promise.resolve([{ interface: 'gen0', speed: bitsPerSecond(1e9), hardware: true }]);
const frameSize = bytes(64);
const begin = (tagAfter: object, clocks: Clocks, clock = virtualClock()) =>
  beginTimes({ frameSize, ...tagAfter }, flows, { clocks, links, clock }, signal);
const close = { atLeast: -2_000n, atMost: 3_000n };

describe('beginTimes', () => {
  it('gives the module the largest possible offset, and the frame to tag', async () => {
    const clocks = comparing(close, close);
    const tagged = { tagAfter: milliseconds(500) };
    const times = await begin(tagged, clocks);
    expect(times.timing).toEqual({ tag: 501, offset: 3_000n, stamps: 'handler' });
    expect(await times.end(report, [{ busy: 34_590 }, { busy: 0 }], signal)).toMatchObject({
      state: 'measured',
      clocks: { kind: 'ping-pong', bound: 2_500 },
      tagged: { value: 518_928 - 576 - 512 },
    });
  });

  it("uses the NIC's timestamps if PTP synchronizes its clock with the machine's", async () => {
    const setting = { kind: 'ptp' as const, bound: milliseconds(1) };
    const times = await begin({}, { ...comparing(close), setting });
    expect(times.timing.stamps).toBe('hardware');
  });

  it("uses the module's with the run's own ptp4l, which synchronizes no clock of a test port", async () => {
    const setting = { kind: 'ptp', bound: milliseconds(1), stamping: 'hardware' } as const;
    const times = await begin({}, { ...comparing(close), setting });
    expect(times.timing.stamps).toBe('handler');
  });

  it('asks ptp4l before and after, and keeps what it reported', async () => {
    const offsets = [20, -30];
    const clocks: Clocks = {
      ...comparing(close, close),
      setting: { kind: 'ptp', bound: milliseconds(1), stamping: 'software' },
      readPtp: () => {
        const reading = { offset: offsets.shift() ?? NaN, pathDelay: nanoseconds(2_000) };
        return Promise.resolve({ state: 'synchronized', reading });
      },
    };
    const times = await begin({}, clocks);
    expect(await times.end(report, [{ busy: 1 }], signal)).toMatchObject({
      state: 'measured',
      clocks: {
        kind: 'ptp',
        bound: 2_030,
        ptp: { before: { offset: 20 }, after: { offset: -30 } },
      },
    });
  });

  it('tags no frame if none is asked for', async () => {
    const times = await begin({}, comparing(close));
    expect(times.timing.tag).toBe(0);
  });

  it('finds a clock that was set meanwhile', async () => {
    const clock = virtualClock();
    const later = { atLeast: 1_000_000_000n, atMost: 1_000_005_000n };
    const times = await begin({}, comparing(close, later), clock);
    clock.advance(seconds(2));
    expect(await times.end(report, [{ busy: 1 }], signal)).toMatchObject({ state: 'unusable' });
  });
});
