import { setTimeout as timeout } from 'node:timers/promises';
import { Interrupted } from '../model/failure.js';
import { inMilliseconds, nanoseconds, type Nanoseconds } from '../model/units.js';

/** Time as this computer has it; tests bring their own. */
export interface Clock {
  /** Monotonic. */
  now(): Nanoseconds;
  /** @throws Interrupted */
  pause(duration: Nanoseconds, signal?: AbortSignal): Promise<void>;
}

/** From one moment to a later one. */
export const elapsed = (from: Nanoseconds, to: Nanoseconds): Nanoseconds => nanoseconds(to - from);

export const systemClock: Clock = {
  now: () => nanoseconds(Math.round(performance.now() * 1e6)),
  pause: async (duration, signal) => {
    try {
      await timeout(inMilliseconds(duration), undefined, signal && { signal });
    } catch (error) {
      if (signal?.aborted === true) throw new Interrupted('waiting between trials');
      throw error;
    }
  },
};
