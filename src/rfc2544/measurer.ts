import type { TrialRequest, TrialResult } from '../model/trial.js';

/**
 * The only effect a procedure may have: one trial. Real generators implement it, and so does a
 * simulated device with a known answer.
 */
export interface Measurer {
  /** @throws Failure when the testbed fails; an invalid trial is a result with `validity`, not an error */
  measure(trial: TrialRequest, signal: AbortSignal): Promise<TrialResult>;
}
