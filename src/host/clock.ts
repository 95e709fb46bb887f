import { setTimeout as delay } from 'node:timers/promises';
import { Interrupted } from '../model/failure.js';
import { inMilliseconds, nanoseconds, type Nanoseconds } from '../model/units.js';

/** The controller's clock; tests substitute their own. */
export interface Clock {
  /** Monotonic. */
  now(): Nanoseconds;
  /** @throws Interrupted */
  pause(duration: Nanoseconds, signal?: AbortSignal): Promise<void>;
}

/** The time between two readings of a clock. */
export const elapsed = (from: Nanoseconds, to: Nanoseconds): Nanoseconds => nanoseconds(to - from);

/** The maximum delay of a Node.js timer, in milliseconds; a longer one fires at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;

const held = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
  let left = milliseconds;
  do {
    await delay(Math.min(left, LONGEST_TIMER), undefined, { signal });
    left -= LONGEST_TIMER;
  } while (left > 0);
};

export const systemClock: Clock = {
  now: () => nanoseconds(Math.round(performance.now() * 1e6)),
  pause: async (duration, signal) => {
    try {
      await held(inMilliseconds(duration), signal);
    } catch (error) {
      if (signal?.aborted === true) throw new Interrupted('waiting between trials');
      throw error;
    }
  },
};
