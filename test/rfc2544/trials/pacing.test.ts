import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAIN_TRAFFIC } from '../../../src/model/network/traffic.js';
import { pps } from '../../../src/model/units.js';
import { wholeNanoseconds } from '../../../src/rfc2544/trials/pacing.js';
import { pacingOfStreams } from '../pacing.js';

describe('loads with whole nanoseconds between frames', () => {
  it('are those that can be offered, the nearest by the time between two frames', () => {
    const one = pacingOfStreams(1);
    expect(one(pps(14_880_952))).toBe(pps(1e9 / 67));
    expect(one(pps(14_800_000))).toBe(pps(1e9 / 68));
    expect(one(pps(1_000))).toBe(1_000);
    // Two streams have half the load each, and so twice the time between frames.
    expect(pacingOfStreams(2)(pps(14_880_952))).toBe(pps(2e9 / 134));
  });

  it('never become less for a higher load', () => {
    const load = fc.integer({ min: 1, max: 200_000_000 }).map(pps);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), load, load, (streams, one, other) => {
        const pacing = pacingOfStreams(streams);
        const [low, high] = [pps(Math.min(one, other)), pps(Math.max(one, other))];
        expect(pacing(low)).toBeLessThanOrEqual(pacing(high));
      }),
    );
  });

  it("leave routers' own loads as they are", () => {
    const plan = {
      ...{ ingressPorts: 2, egressPorts: 2, traffic: PLAIN_TRAFFIC },
      routers: {
        ...({ count: 2, ports: 'own', interfaces: 1 } as const),
        traffic: [
          { router: 0, share: 1 },
          { router: 1, load: pps(1_000) },
        ],
      },
    };
    expect(wholeNanoseconds(plan)(pps(14_801_000))).toBe(pps(1e9 / 68 + 1_000));
    // The rules of a playbook say what is wrong with such a load.
    expect(wholeNanoseconds(plan)(pps(900))).toBe(900);
  });
});
