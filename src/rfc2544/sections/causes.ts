import type { InvalidReason } from '../../model/trial.js';
import { beyondGenerator } from '../../model/network/offering.js';
import type { TrialOf } from './context.js';

/** Why a figure is missing: the trials for it were all invalid. */
export const notMeasurable = (causes: readonly { readonly code: string }[]): string =>
  `not measurable: ${[...new Set(causes.map(({ code }) => code))].join(', ')}`;

/** Why a load is only a lower bound: the next one could not be measured. */
export const limitedBy = (causes: readonly Pick<InvalidReason, 'code'>[]): string =>
  beyondGenerator(causes)
    ? 'lower bound only: the generator offers no more'
    : `lower bound only: next load ${notMeasurable(causes)}`;

/** Why trials are invalid, by the codes of their reasons: `lab-starved, link-flapped`. */
export const reasonsOf = (trials: readonly number[], trialOf: TrialOf): string => {
  const reasons = trials.flatMap((sequence) => {
    const validity = trialOf(sequence)?.validity;
    return validity?.state === 'invalid' ? validity.reasons : [];
  });
  const codes = [...new Set(reasons.map(({ code }) => code))];
  return codes.length === 0 ? 'no trial' : codes.join(', ');
};

/** Why a figure is missing: the test could not be run. */
export const notApplicable = (reason: string): string => `not applicable: ${reason}`;
