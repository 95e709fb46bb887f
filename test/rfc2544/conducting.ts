import type { TrialRequest, TrialResult } from '../../src/model/trial.js';
import type { MeasuredTrial, Procedure } from '../../src/rfc2544/trials/procedure.js';

/** What a procedure returned and every trial it took. */
export interface Conducted<Result> {
  readonly result: Result;
  readonly trials: readonly MeasuredTrial[];
  readonly requests: readonly TrialRequest[];
}

/** Conducts a procedure on a simulation at once; fails when it takes more than `most` trials. */
export const conductOn = <Result>(
  device: (request: TrialRequest, sequence: number) => TrialResult,
  procedure: Procedure<Result>,
  most = 10_000,
): Conducted<Result> => {
  const trials: MeasuredTrial[] = [];
  let step = procedure.next();
  while (step.done !== true) {
    if (trials.length >= most) throw new Error(`more than ${most} trials`);
    const sequence = trials.length + 1;
    const trial = { sequence, result: device(step.value, sequence) };
    trials.push(trial);
    step = procedure.next(trial);
  }
  return { result: step.value, trials, requests: trials.map(({ result }) => result.request) };
};
