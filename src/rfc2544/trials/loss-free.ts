import type { TrialResult } from '../../model/trial.js';

/** Whether every frame offered arrived at the sink. */
export const lossFree = ({ counts }: TrialResult): boolean =>
  counts.receivedBySink >= counts.offered;

/** A load is carried where no greater part of its frames is lost, though some may be. */
export const CARRIED = 0.005;
