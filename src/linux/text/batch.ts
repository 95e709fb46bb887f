import type { Argv, Command } from '../../model/command.js';
import { ParseFailure } from './parse-failure.js';

/** The ASCII record separator, which no tool prints. */
const SEPARATOR = '\u001e';

// Splits words at blanks and interprets nothing else.
const RUN_ALL = `
set -f
while read -r command; do
  $command </dev/null || exit
  printf '\\036'
done`;

/**
 * Combines commands into one that runs them in order, up to the first that fails. Over SSH each
 * command costs a channel and a few processes: on a small machine, most of its run time.
 * @throws RangeError for an argument that is empty or contains a blank
 */
export const batch = (commands: readonly Argv[]): Required<Command> => {
  for (const argument of commands.flat()) {
    if (!/^\S+$/.test(argument)) throw new RangeError(`'${argument}' cannot be in a batch`);
  }
  return {
    argv: ['sh', '-c', RUN_ALL],
    stdin: commands.map((argv) => `${argv.join(' ')}\n`).join(''),
  };
};

/** The outputs of a batch up to its end: the last is that of the command that failed, or empty. */
export const batchSoFar = (stdout: string): readonly string[] => stdout.split(SEPARATOR);

/** The output of each command of a batch. @throws ParseFailure unless there are `count` outputs */
export const parseBatch = (stdout: string, count: number, where?: string): readonly string[] => {
  const outputs = stdout.split(SEPARATOR);
  if (outputs.length === count + 1) return outputs.slice(0, count);
  const expected = `the output of ${count} commands`;
  throw new ParseFailure({ source: 'a batch of commands', expected, text: stdout, where });
};
