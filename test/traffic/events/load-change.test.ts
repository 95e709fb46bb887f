import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PktgenResult } from '../../../src/linux/pktgen/result.js';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { instant } from '../../../src/model/instant.js';
import { intendedInAll } from '../../../src/model/trial.js';
import { nanoseconds, pps, seconds } from '../../../src/model/units.js';
import { lastLossOf } from '../../../src/traffic/events/last-loss.js';
import { loadChangeOf } from '../../../src/traffic/events/load-change.js';
import type { TrialMoment } from '../../../src/traffic/events/trial-moment.js';
import { offeredParts } from '../../../src/traffic/events/offered-parts.js';
import { pktgenDevices } from '../../../src/traffic/generator/pktgen-devices.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import { sinkFlow } from '../sink-flow.js';
import { network } from '../testbed.js';

const trial = {
  frameSize: MINIMUM_FRAME,
  intendedLoad: pps(2_000),
  duration: seconds(2),
  secondLoad: { intendedLoad: pps(1_000), duration: seconds(3) },
};
const flows = flowsOf(trial, network({ ingress: 2 }).streams);
const devices = pktgenDevices(flows, { frameSize: trial.frameSize, cloneSkb: 0 }, [
  'kpktgend_0',
]).map(({ device }) => device);
const [first, second] = devices;
if (first === undefined || second === undefined) throw new Error('there are two streams');

/** The generator's clocks when the trial began: wall clock and uptime. */
const REAL = 1_795_530_000_000_000_000n;
const UPTIME = 86_400e6;

/** A device that has sent some frames, `now` µs after the start of the trial. */
const device = (sent: number, now: number): PktgenResult => ({
  interface: 'eth1',
  count: first.count,
  delay: first.delay,
  packetSize: 60,
  sent,
  errors: 0,
  startedAt: UPTIME,
  stoppedAt: UPTIME + now,
  busy: null,
  result: 'OK: delay=2000000',
});

/** The load changed between two moments, in µs from the start; then devices had sent `sent` each. */
const changedAt = (before: number, after: number, sent: number): TrialMoment => ({
  before: instant(REAL + BigInt(before) * 1000n),
  after: instant(REAL + BigInt(after) * 1000n),
  devices: devices.map((each) => ({ device: each, then: device(sent, after) })),
});

const stampAt = (microseconds: number) => ({
  arrival: instant(REAL * 2n),
  stamp: instant(REAL + BigInt(microseconds) * 1000n),
});

describe('pktgenDevices', () => {
  it('send the frames of both loads, each at its own distance', () => {
    expect(devices.reduce((sum, { count }) => sum + count, 0)).toBe(intendedInAll(trial));
    expect(intendedInAll(trial)).toBe(7_000);
    for (const { delay, laterDelay } of devices) expect([delay, laterDelay]).toEqual([1e6, 2e6]);
  });
});

describe('loadChangeOf', () => {
  it('says when the load changed, by the generator', () => {
    expect(loadChangeOf(changedAt(2_000_100, 2_000_300, 2_001))).toEqual({
      before: 2_000_100_000,
      after: 2_000_300_000,
      at: 2_000_300_000,
      offered: 4_002,
      gap: 2_000_000,
    });
  });

  it('counts the frames that a generator is late with to the first load', () => {
    // 40 frames late: they bring it closer to its schedule by 2 ms each, and take less than 1 ms.
    const { at, after } = loadChangeOf(changedAt(2_000_000, 2_000_000, 1_960));
    expect([at, after]).toEqual([2e9, 2.04e9]);
  });
});

describe('offeredParts', () => {
  it('account for every frame and all the time, whenever the change came', () => {
    const cases = fc.record({
      at: fc.integer({ min: 1, max: 5e9 }),
      duration: fc.integer({ min: 5e9, max: 9e9 }),
      before: fc.nat(5_000),
      offered: fc.integer({ min: 5_000, max: 9_000 }),
    });
    fc.assert(
      fc.property(cases, ({ at, duration, before, offered }) => {
        const moment = nanoseconds(at);
        const change = { before: moment, after: moment, at: moment, offered: before, gap: moment };
        const whole = { offered, duration: nanoseconds(duration) };
        const parts = offeredParts(trial, whole, change);
        const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
        expect(sum(parts.map((part) => part.offered))).toBe(offered);
        expect(sum(parts.map((part) => part.duration))).toBe(duration);
        expect(parts.map(({ intendedLoad }) => intendedLoad)).toEqual([2_000, 1_000]);
      }),
    );
  });
});

describe('lastLossOf', () => {
  const moment = changedAt(2_000_000, 2_000_000, 2_000);
  const sent = devices.map((each) => ({ device: each, result: device(each.count, 5_000_000) }));
  const whole = devices.map(({ source, count }) => sinkFlow({ source, next: count + 1 }));
  const lossOf = (flows: typeof whole) => lastLossOf({ sent, flows }, moment);

  it('is none if every number arrived', () => {
    expect(lossOf(whole)).toBeNull();
  });

  it('is the timestamp after the last gap of all flows, to the microsecond', () => {
    const times = fc.tuple(fc.nat(4_999_999), fc.nat(4_999_999));
    fc.assert(
      fc.property(times, (stamps) => {
        const flows = whole.map((flow, index) => ({
          ...flow,
          lost: 3,
          times: { ...flow.times, lastGap: stampAt(stamps[index] ?? 0) },
        }));
        expect(lossOf(flows)).toBe(Math.max(...stamps) * 1000);
      }),
    );
  });

  it('is the end if the last frames did not arrive, or none did', () => {
    const [one, other] = whole;
    if (one === undefined || other === undefined) throw new Error('there are two flows');
    expect(lossOf([one, { ...other, next: other.next - 1 }])).toBe(5e9);
    expect(lossOf([one])).toBe(5e9);
  });

  it('is none if a gap was filled later', () => {
    const filled = whole.map((flow) => ({
      ...flow,
      reordered: 1,
      times: { ...flow.times, lastGap: stampAt(1) },
    }));
    expect(lossOf(filled)).toBeNull();
  });

  it('is not guessed from a flow that was received in parts', () => {
    const parts = whole.flatMap((flow) => [flow, { ...flow, cpu: 1 }]);
    expect(() => lossOf(parts)).toThrow(/were received on CPUs 0 and 1 of the sink\n.*ethtool -X/);
  });
});
