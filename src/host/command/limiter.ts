import pLimit from 'p-limit';
import type { CutShort } from './timeout.js';

/** Runs work as soon as a slot is free. */
export type Limiter = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T | CutShort>;

/**
 * Runs at most `count` pieces of work at a time. Unlike with p-limit alone, queued work can be
 * aborted: it then never starts, and its promise resolves at once.
 */
export const createLimiter = (count: number): Limiter => {
  const limit = pLimit(count);
  return <T>(work: () => Promise<T>, signal?: AbortSignal) =>
    new Promise<T | CutShort>((resolve, reject) => {
      const abort = (): void => {
        resolve({ state: 'aborted' });
      };
      if (signal?.aborted === true) {
        abort();
        return;
      }
      signal?.addEventListener('abort', abort, { once: true });
      void limit(async () => {
        signal?.removeEventListener('abort', abort);
        if (signal?.aborted !== true) await work().then(resolve, reject);
      });
    });
};
