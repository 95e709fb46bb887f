import { Failure, type FailureKind } from '../model/failure.js';

/** The process's exit codes, as docs/getting-started.md lists them. */
export const EXIT = {
  done: 0,
  failure: 1,
  usage: 2,
  invalidFile: 3,
  precondition: 4,
  unreachable: 5,
  thresholdMissed: 6,
  interrupted: 130,
} as const;

export type ExitName = keyof typeof EXIT;

/** What each means, in the help of a verb. */
export const EXIT_MEANINGS: Readonly<Record<ExitName, string>> = {
  done: 'done',
  failure: 'failure',
  usage: 'usage',
  invalidFile: 'invalid file',
  precondition: 'a precondition is missing',
  unreachable: 'a machine is unreachable',
  thresholdMissed: 'a threshold was missed',
  interrupted: 'interrupted; everything undone, the archive readable',
};

const BY_KIND: Readonly<Record<FailureKind, number>> = {
  failure: EXIT.failure,
  usage: EXIT.usage,
  'invalid-file': EXIT.invalidFile,
  precondition: EXIT.precondition,
  unreachable: EXIT.unreachable,
  interrupted: EXIT.interrupted,
};

/** The exit code for an error that ended a verb. */
export const exitCodeOf = (error: unknown): number =>
  error instanceof Failure ? BY_KIND[error.kind] : EXIT.failure;
