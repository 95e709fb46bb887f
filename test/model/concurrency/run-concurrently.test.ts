import { setTimeout as timeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { runConcurrently } from '../../../src/model/concurrency/run-concurrently.js';

const untilTold = async (signal: AbortSignal): Promise<never> => {
  await timeout(60_000, undefined, { signal });
  throw new Error('nobody told it to stop');
};

describe('runConcurrently', () => {
  const never = new AbortController().signal;

  it('returns all results', async () => {
    const both = runConcurrently(never, [() => Promise.resolve(1), () => Promise.resolve('two')]);
    expect(await both).toEqual([1, 'two']);
  });

  it('stops the others when one fails, and throws its error', async () => {
    const failing = () => Promise.reject(new Error('broken'));
    await expect(runConcurrently(never, [failing, untilTold, untilTold])).rejects.toThrow('broken');
    await expect(runConcurrently(never, [untilTold, failing])).rejects.toThrow('broken');
  });

  it('aborts all on its signal, and returns only when all have ended', async () => {
    const stop = new AbortController();
    let ended = 0;
    const task = (signal: AbortSignal) => untilTold(signal).finally(() => (ended += 1));
    const both = runConcurrently(stop.signal, [task, task]);
    stop.abort();
    await expect(both).rejects.toThrow();
    expect(ended).toBe(2);
  });
});
