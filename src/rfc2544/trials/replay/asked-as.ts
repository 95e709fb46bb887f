import { changesBetween } from '../../../document/changes.js';
import { Failure } from '../../../model/failure.js';
import type { TrialOutcome, TrialRequest } from '../../../model/trial.js';

/** A journal has a trial other than the one that its procedure asks for. */
export class UnexpectedTrial extends Failure {
  override readonly kind = 'invalid-file';

  constructor(sequence: number, got: string) {
    super({
      attempted: `replaying trial ${sequence} of the journal`,
      got,
      remedy: 'the journal belongs to another run, or was edited: begin a new run',
    });
  }
}

/** A request without what measurers fill in. */
const asAsked = ({ secondLoad, ...request }: TrialRequest): unknown => ({
  ...request,
  ...(secondLoad !== undefined && { secondLoad: { ...secondLoad, effectiveLoad: undefined } }),
  effectiveLoad: undefined,
  streams: undefined,
});

const differing = (asked: TrialRequest, made: TrialRequest): readonly string[] =>
  changesBetween(asAsked(asked), asAsked(made)).map(
    ({ place, before, now }) => `${place}: ${before} is asked for, the journal has ${now}`,
  );

/**
 * The request of a procedure for which its journal has a trial.
 * @throws UnexpectedTrial if it asks for another one, or for none
 */
export const askedAs = (
  step: IteratorResult<TrialRequest, unknown>,
  { sequence, result }: { readonly sequence: number; readonly result: TrialOutcome },
): TrialRequest => {
  if (step.done === true) {
    throw new UnexpectedTrial(sequence, 'the trials of its test have all been made before it');
  }
  const wrong = differing(step.value, result.request);
  if (wrong.length > 0) throw new UnexpectedTrial(sequence, wrong.join('; '));
  return step.value;
};
