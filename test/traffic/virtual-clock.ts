import { Interrupted } from '../../src/model/failure.js';
import { nanoseconds, type Nanoseconds } from '../../src/model/units.js';
import type { Clock } from '../../src/host/clock.js';

/** A clock on which only waiting takes time. */
export interface VirtualClock extends Clock {
  readonly pauses: readonly Nanoseconds[];
  advance(duration: Nanoseconds): void;
}

export const virtualClock = (): VirtualClock => {
  let time = 0;
  const pauses: Nanoseconds[] = [];
  return {
    pauses,
    now: () => nanoseconds(time),
    pause: (duration, signal) => {
      if (signal?.aborted === true) return Promise.reject(new Interrupted('waiting'));
      pauses.push(duration);
      time += duration;
      return Promise.resolve();
    },
    advance: (duration) => {
      time += duration;
    },
  };
};
