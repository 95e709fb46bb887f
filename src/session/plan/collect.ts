import { setImmediate } from 'node:timers/promises';
import { Interrupted } from '../../model/failure.js';

/** Milliseconds of uninterrupted work: short enough to redraw the progress bar and notice ^C. */
const MOST_WORK = 20;

/**
 * Collects values that are slow to compute, yielding regularly so that signals and timers are handled.
 * @param doing the activity that an Interrupted names
 * @throws Interrupted
 */
export const collect = async <Value>(
  values: Iterable<Value>,
  doing: string,
  signal?: AbortSignal,
): Promise<readonly Value[]> => {
  const all: Value[] = [];
  let since = performance.now();
  for (const value of values) {
    all.push(value);
    if (performance.now() - since < MOST_WORK) continue;
    await setImmediate();
    if (signal?.aborted === true) throw new Interrupted(doing);
    since = performance.now();
  }
  return all;
};
