import { Failure, reasonOf, type FailureFacts, type FailureKind } from '../../model/failure.js';

const factsOf = (error: unknown): FailureFacts =>
  error instanceof Failure ? error.facts : { attempted: 'running', got: reasonOf(error) };

/** A run ended, but this could not be archived. The exit code is that of the error that ended it. */
export class EndNotArchived extends Failure {
  override readonly kind: FailureKind;

  /** @param why the archiving error, often the same as the one that ended the run */
  constructor(ending: unknown, why: unknown) {
    const facts = factsOf(ending);
    const same = reasonOf(why) === reasonOf(ending);
    const reason = same ? '' : `: ${factsOf(why).got}`;
    super({ ...facts, got: `${facts.got}\nrun.json does not record how the run ended${reason}` });
    this.kind = ending instanceof Failure ? ending.kind : 'failure';
  }
}
