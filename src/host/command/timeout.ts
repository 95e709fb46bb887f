import { inMilliseconds, type Nanoseconds } from '../../model/units.js';
import { LONGEST_TIMER } from '../clock.js';

/** The outcome of a limited wait. */
export type Waited<T> = { readonly state: 'done'; readonly value: T } | CutShort;

/** The time limit passed, or the signal was aborted. */
export interface CutShort {
  readonly state: 'timed-out' | 'aborted';
}

/**
 * Waits for a promise up to a time limit; without a limit if it exceeds the maximum of timers. Leaves
 * neither a timer nor a listener behind.
 */
export const withTimeout = async <T>(
  promise: Promise<T>,
  limit: Nanoseconds,
  signal?: AbortSignal,
): Promise<Waited<T>> => {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const cutShort = new Promise<CutShort>((resolve) => {
    const wait = inMilliseconds(limit);
    if (wait <= LONGEST_TIMER) timer = setTimeout(resolve, wait, { state: 'timed-out' });
    onAbort = () => {
      resolve({ state: 'aborted' });
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
  });
  try {
    const done = promise.then((value) => ({ state: 'done' as const, value }));
    return await Promise.race([done, cutShort]);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort);
  }
};
