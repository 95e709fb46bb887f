import { Failure, reasonOf, type FailureFacts, type FileProblem } from '../../model/failure.js';
import { shortened } from '../../model/text/shortened.js';
import { exitCodeOf } from '../exit-code.js';
import { withGivenTestbed } from './given-testbed.js';

/** Whether errors are to be JSON: `--json` among the words of vrbench itself. */
export const asksForJson = (argv: readonly string[]): boolean => {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? undefined : end).includes('--json');
};

const factsOf = (error: unknown): FailureFacts =>
  error instanceof Failure ? error.facts : { attempted: 'running vrbench', got: reasonOf(error) };

/** `playbooks/x.yaml:6:5`, or the part that is known. */
const placeOf = ({ file, line, column }: FileProblem): string =>
  [file, line, column].filter((part) => part !== undefined).join(':');

/** A problem for programs: unknown values are null. */
export const problemRecord = ({ file, line, column, path, message }: FileProblem) => ({
  ...{ file, line: line ?? null, column: column ?? null, path: path ?? null },
  message: shortened(message),
});

/**
 * An error as programs read it; docs/getting-started.md describes its keys.
 * @param testbed the value of -t, repeated in remedies
 */
export const errorRecord = (error: unknown, testbed?: string) => {
  const facts = factsOf(error);
  const text = (value: string): string => shortened(withGivenTestbed(value, testbed));
  const { where, remedy, problems = [] } = facts;
  const [first] = problems;
  const place = where ?? (first === undefined ? undefined : placeOf(first));
  return {
    kind: error instanceof Failure ? error.kind : 'failure',
    attempted: text(facts.attempted),
    where: place === undefined ? null : text(place),
    got: text(facts.got),
    remedy: remedy === undefined ? null : text(remedy),
    exitCode: exitCodeOf(error),
    problems: problems.map(problemRecord),
    message: text(reasonOf(error)),
  };
};
