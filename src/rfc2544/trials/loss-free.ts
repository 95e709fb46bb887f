import type { TrialResult } from '../../model/trial.js';

/** Whether every frame offered arrived at the sink. */
export const lossFree = ({ counts }: TrialResult): boolean =>
  counts.receivedBySink >= counts.offered;

/** A load is carried if no greater fraction of its frames is lost. */
export const CARRIED = 0.005;
