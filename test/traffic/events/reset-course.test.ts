import { describe, expect, it } from 'vitest';
import type { Interruption } from '../../../src/linux/pktgen/restart.js';
import { instant } from '../../../src/model/instant.js';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { nanoseconds, pps, seconds } from '../../../src/model/units.js';
import { resetCourseOf } from '../../../src/traffic/events/reset-course.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import { pktgenDevices } from '../../../src/traffic/generator/pktgen-devices.js';
import type { SinkFlow } from '../../../src/modules/frame-sink/report.js';
import { sinkFlow } from '../sink-flow.js';
import { network } from '../testbed.js';

const NOW = 1_795_530_000_000_000_000n;
const result = {
  interface: 'eth1',
  count: 1000,
  delay: nanoseconds(1e6),
  packetSize: 60,
  sent: 1000,
  errors: 0,
  startedAt: 70e6,
  stoppedAt: 71e6,
  busy: null,
  result: 'OK',
};
const { streams } = network({ ingress: 2 });
const sent = pktgenDevices(
  flowsOf({ intendedLoad: pps(2000), duration: seconds(1) }, streams),
  { frameSize: MINIMUM_FRAME, cloneSkb: 0 },
  ['kpktgend_0'],
).map(({ device }) => ({ device, result }));
const incident = {
  moment: {
    before: instant(NOW),
    after: instant(NOW),
    devices: sent.map(({ device }) => ({ device, then: result })),
  },
  took: seconds(3),
  interruptions: [],
};
const sources = streams.map(({ source }) => source);

/** Flows whose last frames arrived, silent from and for some ns. */
const flows = (...silences: readonly (readonly [from: number, length: number])[]) =>
  silences.map(([from, length], index) => {
    const flow = sinkFlow({ next: 1001, ...(sources[index] && { source: sources[index] }) });
    const silence = { from: instant(NOW + BigInt(from)), length: nanoseconds(length) };
    return { ...flow, times: { ...flow.times, silence } };
  });

describe('resetCourseOf', () => {
  it('is known from the generator and the controller alone', () => {
    expect(resetCourseOf(incident, undefined)).toEqual({ startedAt: 1e9, finishedAt: 4e9 });
  });

  it('takes the time in which all flows were silent for the silence', () => {
    const evidence = { sent, flows: flows([0, 900], [100, 1000]) };
    expect(resetCourseOf(incident, evidence)).toMatchObject({ longestGap: 800, recovered: true });
  });

  it('knows no silence if flows were silent at different times', () => {
    const evidence = { sent, flows: flows([0, 100], [100, 1000]) };
    expect(resetCourseOf(incident, evidence)).toEqual({
      startedAt: 1e9,
      finishedAt: 4e9,
      recovered: true,
    });
  });

  it('is not over if the last frames of a port did not arrive', () => {
    const [one, other] = flows([0, 900], [100, 1000]);
    if (one === undefined || other === undefined) throw new Error('there are two flows');
    const course = (came: readonly (typeof one)[]) =>
      resetCourseOf(incident, { sent, flows: came });
    expect(course([one, { ...other, next: 1000 }]).recovered).toBe(false);
    expect(course([one]).recovered).toBe(false);
  });

  describe("if the generator's link was down", () => {
    const started = NOW + 13_000_000_000n;
    const lost = (devices: readonly (typeof result)[], resumed: Interruption['resumed']) => ({
      devices,
      resumed,
    });
    const stopped = { ...result, sent: 100, startedAt: 70e6, stoppedAt: 71.1e6 };
    const again = { without: instant(started - 300_000_000n), started: instant(started) };
    const interruptions = [lost([stopped, stopped], again)];
    const parts = [stopped, { ...result, sent: 400 }];
    const both = sent.map((run) => ({ ...run, interrupted: { parts, withheld: 500 } }));
    const restarted = (next: number, sequence = 1, at = started + 110_000_000n) =>
      flows([0, 900], [100, 1000]).map((flow) => ({
        ...flow,
        next,
        restart: { count: 1, stamp: instant(at), sequence },
      }));
    const course = (of: readonly SinkFlow[], changes: readonly Interruption[] = interruptions) =>
      resetCourseOf({ ...incident, interruptions: changes }, { sent: both, flows: of });

    it('has the times of that, and the accuracy of its silence', () => {
      expect(course(restarted(401))).toEqual({
        startedAt: 1e9,
        finishedAt: 4e9,
        interruptions: [{ stoppedAt: 1.1e9, carrierAt: 13.7e9, restartedAt: 14e9 }],
        longestGap: 800,
        longestGapError: 410_000_000,
        recovered: true,
      });
    });

    it('has an exact silence if the first frames after the restart were lost too', () => {
      expect(course(restarted(401, 7)).longestGapError).toBe(0);
    });

    it('is not over if the last frames of the last start did not arrive, or none of them', () => {
      expect(course(restarted(400)).recovered).toBe(false);
      expect(course(restarted(1001, 1, started - 1n)).recovered).toBe(false);
      const never = restarted(401).map((flow) => ({ ...flow, restart: null }));
      expect(course(never).recovered).toBe(false);
    });

    it('is over if enough frames after the restart were lost for the sink to see a gap', () => {
      const gapped = (stamp: bigint) =>
        restarted(401).map((flow) => ({
          ...flow,
          restart: null,
          times: {
            ...flow.times,
            lastGap: { arrival: instant(stamp), stamp: instant(stamp) },
          },
        }));
      const { recovered, longestGapError } = course(gapped(started + 500_000_000n));
      expect({ recovered, longestGapError }).toEqual({ recovered: true, longestGapError: 0 });
      expect(course(gapped(started - 1n)).recovered).toBe(false);
    });

    it('is not over if the carrier was not back', () => {
      const gone = course(restarted(401), [lost([stopped, stopped], null)]);
      expect(gone.recovered).toBe(false);
      expect(gone.interruptions).toEqual([
        { stoppedAt: 1.1e9, carrierAt: null, restartedAt: null },
      ]);
    });
  });
});
