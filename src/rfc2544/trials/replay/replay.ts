import type { TrialRequest } from '../../../model/trial.js';
import { askedAs } from './asked-as.js';
import type { EndedTrial, Procedure } from '../procedure.js';

/**
 * Takes a procedure from its start through trials that were made before.
 * @returns what it does next: a trial, or its end
 * @throws UnexpectedTrial
 */
export const replay = <Result>(
  procedure: Procedure<Result>,
  made: readonly EndedTrial[],
): IteratorResult<TrialRequest, Result> => {
  let step = procedure.next();
  for (const trial of made) {
    askedAs(step, trial);
    step = procedure.next(trial);
  }
  return step;
};
