import { z } from 'zod';
import { atValue, type Finding } from '../../../document/finding.js';
import type { WithRates } from '../../../document/stated-load.js';
import { durationText, loadText } from '../../../document/quantity.js';

export const soakSchema = z
  .strictObject({
    test: z.literal('soak'),
    load: loadText
      .exactOptional()
      .describe('The load to hold; default: the result of an earlier throughput or mlrsearch test'),
    trialDuration: durationText.prefault('60 s').describe('Of each trial'),
    totalDuration: durationText.prefault('1 h').describe('Of all trials together'),
  })
  .describe('One load held over consecutive trials: whether, and when, frames are lost');

/** A soak as a playbook asks for it. */
export type SoakSpec = WithRates<z.output<typeof soakSchema>>;

/** How many trials it takes. */
export const soakTrials = ({
  trialDuration,
  totalDuration,
}: Pick<SoakSpec, 'trialDuration' | 'totalDuration'>): number =>
  Math.ceil(totalDuration / trialDuration);

const MOST_TRIALS = 10_000;

/** The rules of a soak that its schema cannot express. */
export const soakRules = (spec: SoakSpec): Finding[] => {
  const { trialDuration, totalDuration } = spec;
  if (trialDuration === 0) return [atValue(['trialDuration'], 'must be greater than 0')];
  if (totalDuration < trialDuration) {
    return [atValue(['totalDuration'], 'must not be shorter than trialDuration')];
  }
  const trials = soakTrials(spec);
  return trials <= MOST_TRIALS
    ? []
    : [atValue(['totalDuration'], `takes ${trials} trials; at most ${MOST_TRIALS} are made`)];
};
