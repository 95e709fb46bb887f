import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { awaitedLater } from '../../../src/model/concurrency/awaited-later.js';

describe('awaitedLater', () => {
  it('keeps a failure until it is awaited', async () => {
    // Without it, this run of tests would report an error that nothing waits for.
    const failing = awaitedLater(Promise.reject(new Error('no memory')));
    const other = await pause(10, 'done');
    expect(other).toBe('done');
    await expect(failing).rejects.toThrow('no memory');
    expect(await awaitedLater(Promise.resolve(1))).toBe(1);
  });
});
