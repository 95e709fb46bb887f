/** The class of a failure; the command line maps it to an exit code. */
export type FailureKind =
  'failure' | 'usage' | 'invalid-file' | 'precondition' | 'unreachable' | 'interrupted';

/** A problem at a position in a file. */
export interface FileProblem {
  readonly file: string;
  /** From 1, like the column; absent if the position in the text is not known. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** Of the value within the document: `procedures[0].intendedLoads[2]`; absent for the whole of it. */
  readonly path?: string | undefined;
  readonly message: string;
}

/** The facts every failure carries. */
export interface FailureFacts {
  /** What was being done, as a phrase: "building napi_macvlan". */
  readonly attempted: string;
  /** The machine, or the file with line and column; absent if there is neither. */
  readonly where?: string | undefined;
  /** What came back: an exit code, the last lines of output, a system error. */
  readonly got: string;
  /** How to fix it. */
  readonly remedy?: string | undefined;
  /** The problems in files that `got` describes, one by one. */
  readonly problems?: readonly FileProblem[] | undefined;
  readonly cause?: unknown;
}

/** An error that says what was attempted, where, what came back and what to do. */
export class Failure extends Error {
  readonly kind: FailureKind = 'failure';
  readonly facts: FailureFacts;

  constructor(facts: FailureFacts) {
    const place = facts.where === undefined ? '' : ` on ${facts.where}`;
    const remedy = facts.remedy === undefined ? '' : `\n  fix: ${facts.remedy}`;
    super(`${facts.attempted}${place}: ${facts.got}${remedy}`, { cause: facts.cause });
    this.name = new.target.name;
    this.facts = facts;
  }
}

/** Something a machine or this computer lacks: a package, a privilege, a kernel feature. */
export class PreconditionFailure extends Failure {
  override readonly kind = 'precondition';
}

/** The user asked to stop. */
export class Interrupted extends Failure {
  override readonly kind = 'interrupted';

  constructor(attempted: string) {
    super({ attempted, got: 'interrupted' });
  }
}

/** The message of any thrown value, for a failure's `got`; of several errors, each message once. */
export const reasonOf = (thrown: unknown): string => {
  if (thrown instanceof AggregateError && thrown.message === '') {
    return [...new Set(thrown.errors.map(reasonOf))].join('; ');
  }
  return thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
};

/** A thrown value as an Error. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
