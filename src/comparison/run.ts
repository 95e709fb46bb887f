import type { RunRecord, TrialRecord } from '../results/schema.js';

/** A trial, as far as comparisons need it. */
export type ComparedTrial = Pick<
  TrialRecord,
  'sequence' | 'dataPlane' | 'network' | 'modifier' | 'procedure' | 'test' | 'result'
> & {
  /** Trials of the same block were made close together; absent where a test was made in one go. */
  readonly block?: number | undefined;
};

/** A run that is compared, or judged by thresholds. */
export interface ComparedRun {
  readonly run: RunRecord;
  readonly trials: readonly ComparedTrial[];
}
