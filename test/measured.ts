import { hasFigures, type TrialOutcome, type TrialResult } from '../src/model/trial.js';
import type { TrialRecord } from '../src/results/schema.js';

/** A line of a journal whose trial has figures. */
export type MeasuredRecord = TrialRecord & { readonly result: TrialResult };

/** A trial's figures. @throws for one that has none */
export const figures = (outcome: TrialOutcome): TrialResult => {
  if (hasFigures(outcome)) return outcome;
  throw new Error(`a trial without figures: ${JSON.stringify(outcome.validity.reasons)}`);
};

/** Lines of a journal, all of whose trials have figures. @throws for one that has none */
export const measuredRecords = (trials: readonly TrialRecord[]): readonly MeasuredRecord[] =>
  trials.map((trial) => ({ ...trial, result: figures(trial.result) }));
