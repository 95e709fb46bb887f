import { isValid, type TrialResult } from '../../model/trial.js';
import { medianTrial as medianEnded } from '../trials/median-trial.js';
import type { TrialOf } from './context.js';

/** The valid trials at one load. */
export const validTrials = (
  sequences: readonly number[],
  trialOf: TrialOf,
): readonly TrialResult[] =>
  sequences.flatMap((sequence) => {
    const trial = trialOf(sequence);
    return trial !== undefined && isValid(trial) ? [trial] : [];
  });

/** Of repeated trials the one of median forwarding rate, whose figures represent all. */
export const medianTrial = (valid: readonly TrialResult[]): TrialResult | undefined =>
  medianEnded(valid.map((result) => ({ result })))?.result;
