import { describe, expect, it, vi } from 'vitest';
import { seconds } from '../../../src/model/units.js';
import { standstillWatch, suspension } from '../../../src/traffic/processors/standstill.js';

/** Clocks that have advanced this far, in seconds. */
const clocks = (at: { monotonic: number; wall: number }) => ({
  monotonic: () => at.monotonic * 1e3,
  wall: () => at.wall * 1e3,
});

describe('a standstill of the controller', () => {
  it('is the time between two checks, by the clock that continued', async () => {
    vi.useFakeTimers();
    try {
      for (const [monotonic, wall] of [
        [30, 30],
        // A computer that was suspended.
        [0.5, 30],
      ] as const) {
        const at = { monotonic: 0, wall: 0 };
        const { found } = await standstillWatch(clocks(at))(async () => {
          for (const passed of [0.5, 0.5]) {
            at.monotonic += passed;
            at.wall += passed;
            await vi.advanceTimersByTimeAsync(500);
          }
          at.monotonic += monotonic;
          at.wall += wall;
          await vi.advanceTimersByTimeAsync(500);
        }, new AbortController().signal);
        expect(found).toBe(29.5e9);
      }
    } finally {
      vi.useRealTimers();
    }
  });

  it('is also seen at the end of the work, and leaves no timer behind', async () => {
    const at = { monotonic: 0, wall: 0 };
    const watch = standstillWatch(clocks(at));
    const failing = watch(() => Promise.reject(new Error('broken')), new AbortController().signal);
    await expect(failing).rejects.toThrow('broken');
    const { found } = await watch(() => {
      at.monotonic += 10;
      return Promise.resolve();
    }, new AbortController().signal);
    expect(found).toBe(9.5e9);
  });

  it('is none by the clocks of this computer, for work that takes no time', async () => {
    const { result, found } = await standstillWatch()(
      () => Promise.resolve('done'),
      new AbortController().signal,
    );
    expect(result).toBe('done');
    expect(suspension(found)).toEqual([]);
  });

  it('is none if a clock was set back', async () => {
    const at = { monotonic: 0, wall: 100 };
    const { found } = await standstillWatch(clocks(at))(() => {
      at.wall -= 50;
      return Promise.resolve();
    }, new AbortController().signal);
    expect(found).toBe(0);
    expect(suspension(seconds(0))).toEqual([]);
  });
});
