import pLimit from 'p-limit';
import type { CutShort } from './timeout.js';

/** Runs work when there is room for it. */
export type Limiter = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T | CutShort>;

/**
 * A number of slots with a queue that can be left: work whose signal fires before its turn never
 * starts, and is cut short at once.
 */
export const createLimiter = (count: number): Limiter => {
  const limit = pLimit(count);
  return <T>(work: () => Promise<T>, signal?: AbortSignal) =>
    new Promise<T | CutShort>((resolve, reject) => {
      const leave = (): void => {
        resolve({ state: 'aborted' });
      };
      if (signal?.aborted === true) {
        leave();
        return;
      }
      signal?.addEventListener('abort', leave, { once: true });
      void limit(async () => {
        signal?.removeEventListener('abort', leave);
        if (signal?.aborted !== true) await work().then(resolve, reject);
      });
    });
};
