import { forwardingRate, isValid, type TrialResult } from '../../model/trial.js';
import { medianTrial as medianEnded } from '../trials/median-trial.js';
import type { BlockOf, TrialOf } from './context.js';

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

/** What valid trials forwarded, by their block; undefined if they belong to no blocks. */
export const ratesByBlock = (
  sequences: readonly number[],
  trialOf: TrialOf,
  blockOf: BlockOf = () => undefined,
): ReadonlyMap<number, number> | undefined => {
  const rates = sequences.flatMap((sequence) => {
    const block = blockOf(sequence);
    const [trial] = validTrials([sequence], trialOf);
    return block === undefined || trial === undefined
      ? []
      : [[block, forwardingRate(trial)] as const];
  });
  return rates.length === 0 ? undefined : new Map(rates);
};
