import { describe, expect, it } from 'vitest';
import { macAddress } from '../../../src/model/network/mac.js';
import { instant } from '../../../src/model/instant.js';
import { bytes, nanoseconds, seconds } from '../../../src/model/units.js';
import { resetCourseOf } from '../../../src/traffic/events/reset-course.js';
import { sinkFlow } from '../sink-flow.js';

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
const incident = {
  moment: { before: instant(NOW), after: instant(NOW), devices: [result] },
  took: seconds(3),
};
const sources = ['198.18.0.2', '198.18.1.2'];
const devices = sources.map((source) => ({
  interface: 'eth1',
  thread: 'kpktgend_0',
  count: 1000,
  delay: nanoseconds(1e6),
  packetSize: bytes(60),
  destinationMac: macAddress('02:00:00:00:00:01'),
  source,
  destinations: { hosts: ['198.19.0.2'], first: '198.19.0.2', last: '198.19.0.2' },
  cloneSkb: 0,
}));
const results = [result, result];

/** Flows whose last frames came, silent from and for some ns. */
const flows = (...silences: readonly (readonly [from: number, length: number])[]) =>
  silences.map(([from, length], index) => {
    const flow = sinkFlow({ next: 1001, ...(sources[index] && { source: sources[index] }) });
    const silence = { from: instant(NOW + BigInt(from)), length: nanoseconds(length) };
    return { ...flow, times: { ...flow.times, silence } };
  });

describe('resetCourseOf', () => {
  it('is known from the generator and the controller alone', () => {
    expect(resetCourseOf(incident, undefined)).toEqual({ begun: 1e9, done: 4e9 });
  });

  it('takes for silence what all flows were silent', () => {
    const evidence = { devices, results, flows: flows([0, 900], [100, 1000]) };
    expect(resetCourseOf(incident, evidence)).toMatchObject({ silence: 800, over: true });
  });

  it('knows no silence where flows were silent at different times', () => {
    const evidence = { devices, results, flows: flows([0, 100], [100, 1000]) };
    expect(resetCourseOf(incident, evidence)).toEqual({ begun: 1e9, done: 4e9, over: true });
  });

  it('is not over where the last frames of a port did not come', () => {
    const [one, other] = flows([0, 900], [100, 1000]);
    if (one === undefined || other === undefined) throw new Error('there are two flows');
    const course = (came: readonly (typeof one)[]) =>
      resetCourseOf(incident, { devices, results, flows: came });
    expect(course([one, { ...other, next: 1000 }]).over).toBe(false);
    expect(course([one]).over).toBe(false);
  });
});
