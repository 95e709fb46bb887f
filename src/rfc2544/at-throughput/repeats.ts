import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import type { RepeatedTime } from './result-schema.js';

/** Statistics of repeats, the average rounded to whole nanoseconds. */
export const repeatedTime = (times: readonly Nanoseconds[]): RepeatedTime => ({
  times: [...times],
  average: nanoseconds(
    Math.round(times.reduce<number>((sum, time) => sum + time, 0) / times.length),
  ),
  minimum: nanoseconds(Math.min(...times)),
  maximum: nanoseconds(Math.max(...times)),
});

/** Rejects fewer than one repeat. @throws RangeError */
export const checkRepeats = (repeats: number): void => {
  if (!(Number.isInteger(repeats) && repeats >= 1)) {
    throw new RangeError(`a test needs at least one repeat, got ${repeats}`);
  }
};
