import { describe, expect, it } from 'vitest';
import { intendedInAll } from '../../../src/model/trial.js';
import { bytes, pps, seconds } from '../../../src/model/units.js';
import { flowsOf, framesOf } from '../../../src/traffic/flows/stream-flows.js';
import { network } from '../testbed.js';

describe('flowsOf', () => {
  const trial = {
    frameSize: bytes(64),
    intendedLoad: pps(4_000),
    duration: seconds(1),
    secondLoad: { intendedLoad: pps(2_000), duration: seconds(2) },
  };
  const { streams } = network({
    routers: { count: 2 },
    perRouter: [
      { router: 0, share: 1 },
      { router: 1, share: 3 },
    ],
  });

  it('shares the second load as the first one, stream by stream', () => {
    const flows = flowsOf(trial, streams);
    expect(flows.map(({ stream }) => stream)).toEqual(streams);
    expect(flows).toMatchObject([
      { count: 1_000, delay: 1e6, second: { count: 1_000, delay: 2e6 } },
      { count: 3_000, second: { count: 3_000 } },
    ]);
    expect(flows.reduce((sum, flow) => sum + framesOf(flow), 0)).toBe(intendedInAll(trial));
  });

  it('has no second load if the trial has none', () => {
    const { secondLoad, ...plain } = trial;
    expect(secondLoad).toBeDefined();
    expect(flowsOf(plain, streams).map(({ second }) => second)).toEqual([undefined, undefined]);
  });
});
