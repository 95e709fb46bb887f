import { asError, Failure, reasonOf, type FailureKind } from '../../model/failure.js';

const kindOf = (error: unknown): FailureKind => (error instanceof Failure ? error.kind : 'failure');

/** Several machines failed, each for its own reason. */
export class NotReached extends Failure {
  override readonly kind: FailureKind;

  constructor(errors: readonly unknown[]) {
    super({
      attempted: 'connecting to the machines',
      got: `${errors.length} of them failed\n${errors.map(reasonOf).join('\n')}`,
    });
    const kinds = errors.map(kindOf);
    this.kind = kinds.includes('unreachable') ? 'unreachable' : (kinds[0] ?? 'failure');
  }
}

/**
 * Throws if any machine failed.
 * @throws the error of the only one; Interrupted if that is among them; NotReached for several
 */
export const requireReached = (errors: readonly unknown[]): void => {
  const [first, second] = errors;
  if (first === undefined) return;
  const interrupted = errors.find((error) => kindOf(error) === 'interrupted');
  throw asError(interrupted ?? (second === undefined ? first : new NotReached(errors)));
};
