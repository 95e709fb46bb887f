import type { RunRecord } from '../results/schema.js';
import type { TrialSummary } from '../results/summaries/trial-summary.js';
import type { FigureTrialOf } from '../rfc2544/quantities/quantity.js';

/** A run to compare, or to judge by thresholds. */
export interface ComparedRun {
  readonly run: RunRecord;
  readonly trials: readonly TrialSummary[];
}

/** The figures of valid trials, by their numbers. */
export const figuresFinder = (trials: readonly TrialSummary[]): FigureTrialOf => {
  const bySequence = new Map(trials.map(({ sequence, figures }) => [sequence, figures]));
  return (sequence) => bySequence.get(sequence);
};
