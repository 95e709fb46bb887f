import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { nanoseconds, pps, seconds } from '../../../src/model/units.js';
import { intendedFrames } from '../../../src/model/trial.js';
import { shareLoad } from '../../../src/traffic/flows/offered-load.js';
import { pktgenDevices } from '../../../src/traffic/generator/pktgen-devices.js';
import { flowsOf } from '../../../src/traffic/flows/stream-flows.js';
import { network } from '../testbed.js';

const trial = (load: number, duration = seconds(1)) => ({
  frameSize: MINIMUM_FRAME,
  intendedLoad: pps(load),
  duration,
});

describe('shareLoad', () => {
  it('gives shares that sum to the intended frames, none of them empty, none without a delay', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 100, max: 20e6, noNaN: true }),
        fc.integer({ min: 1e8, max: 120e9 }),
        fc.integer({ min: 1, max: 8 }),
        (load, duration, ports) => {
          const request = trial(load, nanoseconds(duration));
          fc.pre(intendedFrames(request) >= ports);
          const shares = shareLoad(request, ports);
          expect(shares.reduce((sum, { count }) => sum + count, 0)).toBe(intendedFrames(request));
          for (const { count, delay } of shares) {
            expect(count).toBeGreaterThan(0);
            expect(delay).toBeGreaterThan(0);
          }
        },
      ),
    );
  });

  it('takes the nearest rate that whole nanoseconds allow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 2_000_000 }), (load) => {
        const [share] = shareLoad(trial(load), 1);
        const delay = share?.delay ?? 0;
        const miss = (ns: number): number => Math.abs(1e9 / load - ns);
        expect(miss(delay)).toBeLessThanOrEqual(Math.min(miss(delay - 1), miss(delay + 1)));
      }),
    );
    expect(shareLoad(trial(1_488_095), 1)).toEqual([{ count: 1_488_095, delay: 672 }]);
  });

  it('never uses the delay that pktgen takes for "never send"', () => {
    const load = 1e9 / 0x7fffffff;
    expect(shareLoad(trial(load, seconds(60)), 1)).toEqual([{ count: 28, delay: 0x7ffffffe }]);
  });

  it('refuses a load that leaves a port without a frame', () => {
    expect(() => shareLoad(trial(2), 3)).toThrow(/among 3 ports: .* 2 frames/);
    expect(() => shareLoad(trial(0), 1)).toThrow(/raise the load/);
  });
});

describe('pktgenDevices', () => {
  const { streams } = network({ ingress: 3 });
  const frames = { frameSize: MINIMUM_FRAME, cloneSkb: 0 };

  it('sends from each generator port to its own ingress port, without the FCS', () => {
    const [first, , third] = pktgenDevices(flowsOf(trial(3000), streams), frames, ['kpktgend_0']);
    expect(first).toMatchObject({ interface: 'eth1', packetSize: 60, count: 1000, delay: 1e6 });
    expect(third).toMatchObject({
      interface: 'eth3',
      destinationMac: '02:00:00:00:00:23',
      source: '198.18.3.2',
      destinations: { first: '198.19.1.2', last: '198.19.1.2' },
    });
  });

  it("spreads ports over the generator's CPUs", () => {
    const threads = (names: readonly string[]): string[] =>
      pktgenDevices(flowsOf(trial(3000), streams), frames, names).map(({ thread }) => thread);
    expect(threads(['kpktgend_0'])).toEqual(['kpktgend_0', 'kpktgend_0', 'kpktgend_0']);
    expect(threads(['kpktgend_0', 'kpktgend_1'])).toEqual([
      'kpktgend_0',
      'kpktgend_1',
      'kpktgend_0',
    ]);
  });
});
