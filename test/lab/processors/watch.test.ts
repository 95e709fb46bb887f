import { describe, expect, it } from 'vitest';
import { labWatch } from '../../../src/lab/processors/watch.js';
import { Interrupted } from '../../../src/model/failure.js';
import { systemClock, type Clock } from '../../../src/host/clock.js';
import { samplesOf, type Second } from './samples.js';

const { signal } = new AbortController();
const BESIDE: Second = { ran: 0.5, waited: 0.5, lab: 1, others: 1 };

/** A clock whose pauses end at once, so many of them; then only when stopped. */
const clockWith = (pauses: number): Clock => {
  let left = pauses;
  return {
    now: () => systemClock.now(),
    pause: (_, stop) =>
      new Promise((resolve, reject) => {
        if (left > 0) {
          left -= 1;
          resolve();
        } else
          stop?.addEventListener('abort', () => {
            reject(new Interrupted('waiting'));
          });
      }),
  };
};

const samplesInTurn = (course: readonly Second[]) => {
  const samples = [...samplesOf(course)];
  return () => {
    const next = samples.shift();
    return next === undefined ? Promise.reject(new Error('gone')) : Promise.resolve(next);
  };
};

/** Ends once everything else has had its turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('labWatch', () => {
  it('samples before the work, every second of it, and after', async () => {
    const watch = labWatch(samplesInTurn([BESIDE, BESIDE, BESIDE]), clockWith(2));
    const { result, found } = await watch(async () => {
      await turn();
      return 'done';
    }, signal);
    expect(result).toBe('done');
    expect(found).toMatchObject({ duration: 3e9, starved: 0.5 });
  });

  it('stops when the work fails', async () => {
    let taken = 0;
    const sample = () => {
      taken += 1;
      return Promise.reject(new Error('gone'));
    };
    const failing = labWatch(sample, clockWith(0))(() => Promise.reject(new Error('no')), signal);
    await expect(failing).rejects.toThrow('no');
    expect(taken).toBe(1);
  });

  it('finds nothing if a machine has ended', async () => {
    const watch = labWatch(samplesInTurn([]), clockWith(0));
    expect(await watch(() => Promise.resolve(1), signal)).toEqual({ result: 1, found: undefined });
  });
});
