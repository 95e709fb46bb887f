import { milliseconds, nanoseconds, type Nanoseconds } from '../../model/units.js';
import type { Clock } from '../../host/clock.js';
import { sameValue, type Reading } from './reading.js';

/** How to wait for the end of a trial. */
export interface SettleOptions {
  readonly clock: Clock;
  /** Waited first: RFC 2544 section 23 allows residual frames 2 s. */
  readonly residualWait: Nanoseconds;
  /** From the end of that wait. Default 10 s. */
  readonly deadline?: Nanoseconds;
  readonly signal?: AbortSignal | undefined;
}

/** The last reading, and whether it had settled. */
export interface Settled {
  readonly reading: Reading;
  readonly settled: boolean;
}

/** Drivers update their statistics at intervals: closer readings may be equal although frames still arrive. */
const SPACING = milliseconds(100);

const equal = (a: Reading, b: Reading): boolean =>
  a.size === b.size && [...a].every(([key, value]) => sameValue(value, b.get(key)));

/**
 * Reads counters until two readings in a row, at least 100 ms apart, are the same.
 * @throws Interrupted, and what `read` throws
 */
export const settle = async (
  read: () => Promise<Reading>,
  { clock, residualWait, deadline = milliseconds(10_000), signal }: SettleOptions,
): Promise<Settled> => {
  await clock.pause(residualWait, signal);
  const latest = nanoseconds(clock.now() + deadline);
  let previous = await read();
  for (;;) {
    await clock.pause(SPACING, signal);
    const reading = await read();
    if (equal(previous, reading)) return { reading, settled: true };
    if (clock.now() >= latest) return { reading, settled: false };
    previous = reading;
  }
};
