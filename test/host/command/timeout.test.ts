import { describe, expect, it, vi } from 'vitest';
import { withTimeout } from '../../../src/host/command/timeout.js';
import { milliseconds, seconds } from '../../../src/model/units.js';

const never = (): Promise<never> => new Promise(() => undefined);

describe('withTimeout', () => {
  it('has the value of a promise that resolves in time', async () => {
    expect(await withTimeout(Promise.resolve(7), seconds(60))).toEqual({ state: 'done', value: 7 });
  });

  it('rejects as the promise does', async () => {
    await expect(withTimeout(Promise.reject(new Error('no')), seconds(60))).rejects.toThrow('no');
  });

  it('ends when the limit has passed', async () => {
    expect(await withTimeout(never(), milliseconds(1))).toEqual({ state: 'timed-out' });
  });

  it('does not end early if the limit is longer than that of any timer', async () => {
    vi.useFakeTimers();
    try {
      const stop = new AbortController();
      const waiting = withTimeout(never(), seconds(90 * 24 * 3600), stop.signal);
      await vi.advanceTimersByTimeAsync(60_000);
      stop.abort();
      expect(await waiting).toEqual({ state: 'aborted' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends when the signal is aborted, before or meanwhile', async () => {
    expect(await withTimeout(never(), seconds(60), AbortSignal.abort())).toEqual({
      state: 'aborted',
    });
    const controller = new AbortController();
    const waited = withTimeout(never(), seconds(60), controller.signal);
    controller.abort();
    expect(await waited).toEqual({ state: 'aborted' });
  });
});
