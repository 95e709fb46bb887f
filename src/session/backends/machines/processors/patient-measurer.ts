import { PreconditionFailure } from '../../../../model/failure.js';
import type { Measurer } from '../../../../rfc2544/measurer.js';
import { starvationOf } from '../../../../traffic/processors/starvation.js';

/** What to do about machines that lack processor time. */
export interface Patience {
  /** Waits for a quieter time. @throws PreconditionFailure where none comes */
  readonly awaitQuiet: (signal: AbortSignal) => Promise<void>;
  /** What the user can do. */
  readonly remedy: string;
  readonly announce: (text: string) => void;
}

/** As many trials in a row may lack processor time, two loads' with all their repeats. */
const MOST_IN_A_ROW = 6;

/**
 * Trials that wait for a quieter time after one in which machines lacked processor time; that one is
 * invalid, and the procedure asks for it again.
 * @throws PreconditionFailure after too many of them in a row, and what the measurer throws
 */
export const patientMeasurer = (
  measurer: Measurer,
  { awaitQuiet, remedy, announce }: Patience,
): Measurer => {
  let inARow = 0;
  let details: readonly string[] = [];
  return {
    measure: async (trial, signal) => {
      if (inARow >= MOST_IN_A_ROW) {
        throw new PreconditionFailure({
          attempted: 'measuring',
          got: `the machines lacked processor time in ${inARow} trials in a row: ${details.join('; ')}`,
          remedy,
        });
      }
      if (inARow > 0) {
        announce(`waiting for a quieter time: ${details.join('; ')}`);
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
