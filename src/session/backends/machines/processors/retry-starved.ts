import { PreconditionFailure } from '../../../../model/failure.js';
import type { Measurer } from '../../../../rfc2544/measurer.js';
import { MOST_FAILED_IN_A_ROW } from '../../../../rfc2544/trials/attempt.js';
import { starvationOf } from '../../../../rfc2544/trials/starvation.js';

/** How to continue if machines lack CPU time. */
export interface QuietTime {
  /** Waits until the machines are less busy. @throws PreconditionFailure if they stay busy */
  readonly awaitQuiet: (signal: AbortSignal) => Promise<void>;
  /** What the user can do. */
  readonly remedy: string;
  readonly announce: (text: string) => void;
}

/**
 * Waits until the machines are less busy after a trial in which they lacked CPU time; that trial is
 * invalid, and the procedure repeats it.
 * @throws PreconditionFailure after too many of them in a row, and what the measurer throws
 */
export const retryStarved = (
  measurer: Measurer,
  { awaitQuiet, remedy, announce }: QuietTime,
): Measurer => {
  let inARow = 0;
  let details: readonly string[] = [];
  return {
    measure: async (trial, signal) => {
      if (inARow >= MOST_FAILED_IN_A_ROW) {
        throw new PreconditionFailure({
          attempted: 'measuring',
          got: `the machines lacked CPU time in ${inARow} trials in a row: ${details.join('; ')}`,
          remedy,
        });
      }
      if (inARow > 0) {
        announce(`waiting until the machines are less busy: ${details.join('; ')}`);
        await awaitQuiet(signal);
      }
      const result = await measurer.measure(trial, signal);
      const reasons = starvationOf(result);
      inARow = reasons.length === 0 ? 0 : inARow + 1;
      details = reasons.map(({ detail }) => detail);
      return result;
    },
  };
};
