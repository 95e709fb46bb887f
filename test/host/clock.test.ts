import { describe, expect, it } from 'vitest';
import { elapsed, systemClock } from '../../src/host/clock.js';
import { withTimeout } from '../../src/host/command/timeout.js';
import { Interrupted } from '../../src/model/failure.js';
import { milliseconds, nanoseconds, seconds } from '../../src/model/units.js';

const hours = (count: number) => seconds(3600 * count);

describe('elapsed', () => {
  it('is the later reading less the earlier one', () => {
    expect(elapsed(nanoseconds(5), nanoseconds(12))).toBe(7);
  });
});

describe('systemClock', () => {
  it('reads whole nanoseconds and does not go back', async () => {
    const before = systemClock.now();
    await systemClock.pause(milliseconds(1));
    const after = systemClock.now();
    expect(Number.isInteger(before)).toBe(true);
    expect(after).toBeGreaterThan(before);
  });

  it('waits longer than the maximum of a Node.js timer, which would end at once', async () => {
    const controller = new AbortController();
    const pause = systemClock.pause(hours(24 * 60), controller.signal);
    const outcome = await withTimeout(pause, hours(24 * 60), AbortSignal.timeout(20));
    expect(outcome).toEqual({ state: 'aborted' });
    controller.abort();
    await expect(pause).rejects.toBeInstanceOf(Interrupted);
  });

  it('stops waiting when the signal is aborted', async () => {
    const controller = new AbortController();
    const pause = systemClock.pause(seconds(600), controller.signal);
    controller.abort();
    await expect(pause).rejects.toBeInstanceOf(Interrupted);
  });
});
