import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineRate, MINIMUM_FRAME } from '../../../src/model/frame.js';
import { sum } from '../../../src/model/numbers/sum.js';
import { pps, seconds } from '../../../src/model/units.js';
import { effectiveLoadsOf, flowsOf, framesOf } from '../../../src/traffic/flows/stream-flows.js';
import { needsOneThread, threadFlows } from '../../../src/traffic/flows/thread-flows.js';
import { network } from '../testbed.js';

const GIGABIT = lineRate(MINIMUM_FRAME, 1e9);
const flows = (load: number, ingress = 1, duration = seconds(1)) =>
  flowsOf({ intendedLoad: pps(load), duration }, network({ ingress }).streams);

describe('threadFlows', () => {
  it('shares the line rate of 1 Gb/s over threads to the frame', () => {
    const parts = threadFlows(flows(GIGABIT), 4);
    expect(GIGABIT).toBe(1_488_095);
    expect(parts.map(({ count }) => count)).toEqual([372_024, 372_024, 372_024, 372_023]);
    // A frame every 672 ns on the wire.
    expect(parts.map(({ delay }) => delay)).toEqual([2688, 2688, 2688, 2688]);
  });

  it('adds up to the frames and the rate of the whole, whatever the load, ports and threads', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000_000 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 16 }),
        (load, ports, threads) => {
          const whole = flows(load * ports, ports);
          const parts = threadFlows(whole, threads);
          expect(sum(parts.map(framesOf))).toBe(sum(whole.map(framesOf)));
          const { effectiveLoad } = effectiveLoadsOf(whole);
          expect(effectiveLoadsOf(parts).effectiveLoad / effectiveLoad).toBeCloseTo(1, 9);
          expect(parts.every(({ count }) => count > 0)).toBe(true);
        },
      ),
    );
  });

  it('leaves flows as they are if a port has as many as threads, or one is to change its load', () => {
    const one = flows(GIGABIT);
    expect(threadFlows(one, 1)).toBe(one);
    const changing = one.map((flow) => ({ ...flow, second: { ...flow } }));
    expect(threadFlows(changing, 4)).toBe(changing);
  });

  it('leaves a flow whole if a thread would get no frame of it, or none in time', () => {
    const slow = flows(3);
    expect(threadFlows(slow, 4)).toBe(slow);
    const rare = flows(1, 1, seconds(100));
    expect(threadFlows(rare, 16)).toBe(rare);
  });
});

describe('needsOneThread', () => {
  it('is true for trials that follow single frames', () => {
    expect(needsOneThread({})).toBe(false);
    expect(needsOneThread({ tagAfter: seconds(1) })).toBe(true);
  });
});
