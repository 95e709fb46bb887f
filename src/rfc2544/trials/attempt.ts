import {
  hasFigures,
  isValid,
  offeredLoad,
  type InvalidReason,
  type TrialOutcome,
  type TrialRequest,
  type TrialResult,
} from '../../model/trial.js';
import { pps, type Pps } from '../../model/units.js';
import type { EndedTrial, MeasuredTrial, Procedure } from './procedure.js';

/** How often an invalid trial is repeated, as a new trial, before giving up its load. */
export const RETRIES = 2;

/** How many trials in a row may fail for the same cause before a run ends: those of two loads. */
export const MOST_FAILED_IN_A_ROW = 2 * (1 + RETRIES);

/** What is known of a load after trying to measure it; `trials` are all of them, in order. */
export type Attempt =
  | {
      readonly state: 'measured';
      /** The valid trial, the last of `trials`. */
      readonly trial: MeasuredTrial;
      readonly trials: readonly EndedTrial[];
    }
  /** Every trial was invalid: nothing is known about the DUT at this load. */
  | {
      readonly state: 'undecided';
      readonly reasons: readonly InvalidReason[];
      readonly trials: readonly EndedTrial[];
    };

/** A load that could not be measured. */
export type Undecided = Extract<Attempt, { readonly state: 'undecided' }>;

/** Its trials that have figures. */
export const withFigures = ({ trials }: Undecided): readonly TrialResult[] =>
  trials.map(({ result }) => result).filter(hasFigures);

/** The most that was offered of a load that could not be measured; undefined if no trial shows it. */
export const mostOffered = (tried: Undecided): Pps | undefined => {
  const offered = withFigures(tried).map(offeredLoad);
  return offered.length === 0 ? undefined : pps(Math.max(...offered));
};

const NOTHING_OFFERED: InvalidReason = {
  code: 'frames-not-offered',
  detail: 'no frame was offered, so none could be lost',
};

const reasonsAgainst = ({ validity, counts }: TrialOutcome): readonly InvalidReason[] => {
  if (validity.state === 'invalid') return validity.reasons;
  return counts?.offered === 0 ? [NOTHING_OFFERED] : [];
};

/**
 * One valid trial, or the reasons why there is none after `retries` more. An invalid trial says
 * nothing about the DUT and so decides nothing.
 */
export function* attempt(request: TrialRequest, retries = RETRIES): Procedure<Attempt> {
  const trials: EndedTrial[] = [];
  for (;;) {
    const { sequence, result } = yield request;
    trials.push({ sequence, result });
    const reasons = reasonsAgainst(result);
    if (reasons.length === 0 && isValid(result)) {
      return { state: 'measured', trial: { sequence, result }, trials };
    }
    if (trials.length > retries) return { state: 'undecided', reasons, trials };
  }
}
