import type { TrialOutcome, TrialRequest } from '../model/trial.js';

/**
 * The only effect a procedure may have: one trial. Real generators implement it, and so does a
 * simulated device with a known answer.
 */
export interface Measurer {
  /**
   * @param ahead this trial and those that follow it whatever their results are, for a measurer
   * that makes several at once
   * @returns also for a trial that broke: it is invalid, without figures
   * @throws Failure when the testbed fails; an invalid trial is an outcome with `validity`, not an
   * error
   */
  measure(
    trial: TrialRequest,
    signal: AbortSignal,
    ahead?: () => readonly TrialRequest[],
  ): Promise<TrialOutcome>;
  /**
   * A trial that was made before the run was stopped; for a measurer whose trials depend on earlier
   * ones.
   * @param ahead as it was then
   */
  recall?(trial: TrialRequest, ahead?: () => readonly TrialRequest[]): void;
}
