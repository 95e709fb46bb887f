import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { nanoseconds, pps, seconds } from '../../../src/model/units.js';
import { fittedDevice } from '../../../src/rfc2544/simulated-device/fitted-device.js';
import { simulate } from '../../../src/rfc2544/simulated-device/simulated-device.js';
import { loadBounds } from '../../../src/rfc2544/trials/load-bounds.js';

const GUESSED = { capacity: pps(700_000), bufferDepth: 500, overloadPenalty: 0.5 };

const loaded = (load: number) => ({
  frameSize: MINIMUM_FRAME,
  intendedLoad: pps(load),
  duration: seconds(60),
});

const burst = (frames: number) => ({
  frameSize: MINIMUM_FRAME,
  intendedLoad: pps(1_000_000),
  duration: nanoseconds(frames * 1000),
});

describe('a device fitted to trials', () => {
  it('is the same if it agrees with them, or nothing is known', () => {
    const results = [100_000, 690_000, 800_000].map(loaded).map(simulate(GUESSED));
    expect(fittedDevice(GUESSED, results)).toBe(GUESSED);
    expect(fittedDevice(GUESSED, [])).toBe(GUESSED);
  });

  it('has a capacity between the highest load without loss and the lowest with', () => {
    const capacity = fc.integer({ min: 1000, max: 2_000_000 });
    const loads = fc.array(fc.integer({ min: 100, max: 2_000_000 }), { minLength: 1 });
    fc.assert(
      fc.property(capacity, loads, (actual, tried) => {
        const results = tried.map(loaded).map(simulate({ capacity: pps(actual) }));
        const { lossFree = 0, lossy = Infinity } = loadBounds(results);
        const fitted = fittedDevice({ capacity: pps(700_000) }, results);
        expect(fitted.capacity).toBeGreaterThanOrEqual(lossFree);
        expect(fitted.capacity).toBeLessThan(lossy);
      }),
    );
  });

  it('holds the bursts that were held', () => {
    const actual = { ...GUESSED, bufferDepth: 77 };
    const results = [10_000, 256, 257, 200].map(burst).map(simulate(actual));
    const fitted = simulate(fittedDevice(GUESSED, results));
    for (const { request, losses } of results) {
      expect(fitted(request).losses.length).toBe(losses.length);
    }
  });
});
