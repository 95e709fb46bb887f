import { setImmediate } from 'node:timers/promises';
import { Interrupted } from '../../model/failure.js';

/** Milliseconds of uninterrupted work: short enough to redraw the progress bar and notice ^C. */
const MOST_WORK = 20;

/**
 * Collects values that take long to work out, with breaks in which signals and timers are handled.
 * @param doing what is interrupted, for the message
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
