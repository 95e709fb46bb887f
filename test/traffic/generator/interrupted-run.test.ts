import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PktgenDevice } from '../../../src/linux/pktgen/device.js';
import type { PktgenResult } from '../../../src/linux/pktgen/result.js';
import type { Interruption } from '../../../src/linux/pktgen/restart.js';
import { instant } from '../../../src/model/instant.js';
import { macAddress } from '../../../src/model/network/mac.js';
import { bytes, nanoseconds } from '../../../src/model/units.js';
import { deviceRun, sendingTime } from '../../../src/traffic/generator/interrupted-run.js';

const device: PktgenDevice = {
  interface: 'eth1',
  thread: 'kpktgend_0',
  count: 60_000,
  delay: nanoseconds(1_000_000),
  packetSize: bytes(60),
  destinationMac: macAddress('02:00:00:00:00:01'),
  source: '198.18.1.2',
  destinations: { first: '198.19.1.2', last: '198.19.1.2' },
  cloneSkb: 0,
};

/** A start at this second, with this many frames, of which this many were sent, 1 ms apart. */
const part = (at: number, count: number, sent: number): PktgenResult => ({
  interface: 'eth1',
  count,
  delay: device.delay,
  packetSize: 60,
  sent,
  errors: 0,
  startedAt: at * 1e6,
  stoppedAt: at * 1e6 + sent * 1_000,
  busy: sent,
  result: 'OK',
});
const lost = (result: PktgenResult, resumed: Interruption['resumed']): Interruption => ({
  devices: [result],
  resumed,
});
const again = { without: instant(1n), started: instant(2n) };

describe('a run through interruptions', () => {
  it('is unchanged if there were none', () => {
    const result = part(100, 60_000, 60_000);
    expect(deviceRun(device, 0, [], result)).toEqual({ device, result });
  });

  it('counts all parts, and does not blame the generator for what could not be sent', () => {
    const interruptions = [lost(part(100, 60_000, 10_100), again)];
    const run = deviceRun(device, 0, interruptions, part(123, 37_000, 37_000));
    expect(run.result).toMatchObject({
      count: 60_000,
      sent: 47_100,
      busy: 47_100,
      startedAt: 100e6,
      stoppedAt: 160e6,
    });
    expect(run.interrupted?.withheld).toBe(12_900);
    expect(sendingTime([run])).toBe(47.1e9);
  });

  it('blames the generator for what the last part failed to send', () => {
    const interruptions = [lost(part(100, 60_000, 10_100), again)];
    const run = deviceRun(device, 0, interruptions, part(123, 37_000, 36_000));
    expect(run.result.sent + (run.interrupted?.withheld ?? 0)).toBe(59_000);
  });

  it('has no part after the last interruption if the carrier did not come back', () => {
    const stopped = part(100, 60_000, 10_100);
    const run = deviceRun(device, 0, [lost(stopped, null)], stopped);
    expect(run.result.sent).toBe(10_100);
    expect(run.interrupted).toEqual({ parts: [stopped], withheld: 49_900 });
  });

  it('took as long as its rates say, whenever each device was stopped', () => {
    const sent = fc.integer({ min: 1, max: 30_000 });
    fc.assert(
      fc.property(sent, sent, sent, sent, (a, b, c, d) => {
        const runs = [[a, b] as const, [c, d] as const].map(([before, after]) =>
          deviceRun(device, 0, [lost(part(100, 60_000, before), again)], part(200, after, after)),
        );
        const all = a + b + c + d;
        // Two devices at 1 ms per frame.
        expect(Math.abs(sendingTime(runs) - all * 500_000)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
