import type { Watch } from '../../model/concurrency/watch.js';
import type { InvalidReason } from '../../model/trial.js';
import {
  inSeconds,
  milliseconds,
  inMilliseconds,
  seconds,
  type Nanoseconds,
} from '../../model/units.js';

/** How often the clocks are read. */
const TICK = milliseconds(500);

/**
 * The longest harmless standstill of the controller while frames are sent: tasks that run once a
 * second are late by at most this.
 */
const MOST_STANDSTILL = seconds(3);

/**
 * This computer's clocks, in ms. For a suspended process both continue; for a suspended computer,
 * only the wall clock.
 */
export interface ControllerClocks {
  readonly monotonic: () => number;
  readonly wall: () => number;
}

const systemClocks: ControllerClocks = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
};

/** Finds the longest time for which this process, or its computer, was stopped during some work. */
export const standstillWatch =
  ({ monotonic, wall }: ControllerClocks = systemClocks): Watch<Nanoseconds> =>
  async (work) => {
    let longest = 0;
    let last = { monotonic: monotonic(), wall: wall() };
    const look = (): void => {
      const now = { monotonic: monotonic(), wall: wall() };
      const passed = Math.max(now.monotonic - last.monotonic, now.wall - last.wall);
      longest = Math.max(longest, passed - inMilliseconds(TICK));
      last = now;
    };
    const timer = setInterval(look, inMilliseconds(TICK));
    try {
      const result = await work();
      look();
      return { result, found: milliseconds(longest) };
    } finally {
      clearInterval(timer);
    }
  };

/** Why a trial is invalid if the controller was stopped for that long. Pure. */
export const suspension = (standstill: Nanoseconds): readonly InvalidReason[] =>
  standstill <= MOST_STANDSTILL
    ? []
    : [
        {
          code: 'controller-suspended',
          detail: `this computer, or vrbench on it, was stopped for ${inSeconds(standstill).toFixed(1)} s`,
        },
      ];
