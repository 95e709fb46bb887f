import { inMilliseconds, type Nanoseconds } from '../../model/units.js';

/** What is worth waiting for: the thing itself, the end of the time given, or the user's stop. */
export type Awaited<T> = { readonly state: 'done'; readonly value: T } | CutShort;
export interface CutShort {
  readonly state: 'overdue' | 'aborted';
}

/** Waits for a promise, but not for ever. Leaves neither a timer nor a listener behind. */
export const withTimeout = async <T>(
  promise: Promise<T>,
  limit: Nanoseconds,
  signal?: AbortSignal,
): Promise<Awaited<T>> => {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const cutShort = new Promise<CutShort>((resolve) => {
    timer = setTimeout(resolve, inMilliseconds(limit), { state: 'overdue' });
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
