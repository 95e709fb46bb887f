import { CommanderError } from 'commander';
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

const BY_KIND: Readonly<Record<FailureKind, number>> = {
  failure: EXIT.failure,
  'invalid-file': EXIT.invalidFile,
  precondition: EXIT.precondition,
  unreachable: EXIT.unreachable,
  interrupted: EXIT.interrupted,
};

/** The exit code for an error that ended a verb. */
export const exitCodeOf = (error: unknown): number => {
  if (error instanceof Failure) return BY_KIND[error.kind];
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  return EXIT.failure;
};
