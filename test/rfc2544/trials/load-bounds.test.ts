import { expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { pps, seconds } from '../../../src/model/units.js';
import { simulate } from '../../../src/rfc2544/simulated-device/simulated-device.js';
import { loadBounds } from '../../../src/rfc2544/trials/load-bounds.js';

const device = simulate({ capacity: pps(500), generator: { limit: pps(900) } });

const boundsAfter = (loads: readonly number[], warmUp = {}) =>
  loadBounds(
    loads.map((load) =>
      device({
        frameSize: MINIMUM_FRAME,
        intendedLoad: pps(load),
        duration: seconds(1),
        ...warmUp,
      }),
    ),
  );

it.each([
  [[], { lossFree: undefined, lossy: undefined }],
  [[100, 300], { lossFree: 300, lossy: undefined }],
  [[800, 600], { lossFree: undefined, lossy: 600 }],
  [[800, 100, 600, 400], { lossFree: 400, lossy: 600 }],
])('bounds after loads of %j are %j', (loads, bounds) => {
  expect(boundsAfter(loads)).toEqual(bounds);
});

it('are not those of invalid trials, nor of warm-ups', () => {
  expect(boundsAfter([2000])).toEqual({});
  expect(boundsAfter([100, 800], { warmUp: true })).toEqual({});
});

it('take a load without loss above one with loss for chance', () => {
  const lucky = simulate({ capacity: pps(2000) });
  const request = { frameSize: MINIMUM_FRAME, duration: seconds(1) };
  const above = lucky({ ...request, intendedLoad: pps(900) });
  const below = device({ ...request, intendedLoad: pps(600) });
  expect(loadBounds([above, below])).toEqual({ lossFree: undefined, lossy: 600 });
});
