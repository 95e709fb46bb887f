import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../../src/host/command/limiter.js';

const never = (): Promise<never> => new Promise(() => undefined);

describe('createLimiter', () => {
  it('runs no more pieces of work at a time than it has slots', async () => {
    const limit = createLimiter(2);
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    };
    await Promise.all(Array.from({ length: 7 }, () => limit(work)));
    expect(most).toBe(2);
  });

  it('never starts queued work that is aborted, and does not wait for its turn', async () => {
    const limit = createLimiter(1);
    void limit(never);
    const controller = new AbortController();
    let started = false;
    const queued = limit(() => Promise.resolve((started = true)), controller.signal);
    controller.abort();
    expect(await queued).toEqual({ state: 'aborted' });
    expect(started).toBe(false);
  });

  it('starts nothing for a signal that is already aborted', async () => {
    const work = (): Promise<string> => Promise.resolve('done');
    expect(await createLimiter(1)(work, AbortSignal.abort())).toEqual({ state: 'aborted' });
  });

  it('passes on results and errors, and frees the slot', async () => {
    const limit = createLimiter(1);
    await expect(limit(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await limit(() => Promise.resolve(7))).toBe(7);
  });
});
