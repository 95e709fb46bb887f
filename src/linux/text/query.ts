import type { Argv } from '../../model/command.js';
import { errorLines } from './error-lines.js';
import { firstLines, parseFirstLines, type CommandOutcome } from './attempts.js';
import { ParseFailure } from './parse-failure.js';

/** A value that a machine reports, or why it does not: the driver lacks it, or a file is missing. */
export type Readout<T> = { readonly value: T } | { readonly unread: string };

/** A query to a machine: commands, each of which may fail, and how to read their outcomes. */
export interface Query<T> {
  readonly commands: readonly Argv[];
  /** Interprets one outcome per command. Never throws: text of another form is returned as a reason. */
  readonly read: (outcomes: readonly CommandOutcome[]) => T;
}

const NO_OUTPUT: CommandOutcome = { exitCode: 1, stdout: '', stderr: 'not asked' };

/** Several queries as one, by name. */
export const asOne = <Answers extends Readonly<Record<string, unknown>>>(queries: {
  readonly [Name in keyof Answers]: Query<Answers[Name]>;
}): Query<Answers> => ({
  commands: Object.values<Query<unknown>>(queries).flatMap(({ commands }) => commands),
  read: (outcomes) => {
    let next = 0;
    const answers = Object.entries<Query<unknown>>(queries).map(([name, { commands, read }]) => {
      const own = outcomes.slice(next, next + commands.length);
      next += commands.length;
      return [name, read(own)] as const;
    });
    return Object.fromEntries(answers) as Answers;
  },
});

/** The same query with its answer mapped. */
export const mapped = <From, To>(
  { commands, read }: Query<From>,
  to: (from: From) => To,
): Query<To> => ({
  commands,
  read: (outcomes) => to(read(outcomes)),
});

/** The tool's own message: its last error line. */
const reasonOf = ({ exitCode, stderr }: CommandOutcome, program: string): string =>
  errorLines(stderr).at(-1) ?? `${program} exited with ${exitCode}`;

/** The result of a parser; nothing if it throws, as for text of another form. */
export const readWith = <T>(source: string, parse: () => T | undefined): Readout<T> => {
  try {
    const value = parse();
    if (value !== undefined) return { value };
  } catch (error) {
    if (!(error instanceof ParseFailure)) throw error;
  }
  return { unread: `${source}: no such value in its output` };
};

/**
 * A query by one command.
 * @param parse returns undefined, or throws ParseFailure, if the text does not contain it
 */
export const ask = <T>(
  command: Argv,
  parse: (stdout: string) => T | undefined,
): Query<Readout<T>> => ({
  commands: [command],
  read: ([outcome = NO_OUTPUT]) => {
    const name = command.join(' ');
    if (outcome.exitCode !== 0) return { unread: `${name}: ${reasonOf(outcome, command[0])}` };
    return readWith(name, () => parse(outcome.stdout));
  },
});

/** The value, if there is one. */
export const valueOf = <T>(reading: Readout<T>): T | undefined =>
  'value' in reading ? reading.value : undefined;

/** The files that patterns match, as `firstLines` prints them; none if that failed. */
export const askFiles = (patterns: readonly string[]): Query<ReadonlyMap<string, string>> =>
  mapped(ask(firstLines(patterns), parseFirstLines), (read) => valueOf(read) ?? new Map());
