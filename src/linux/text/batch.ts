import type { Argv, Command } from '../../model/command.js';
import { ParseFailure } from './parse-failure.js';

/** ASCII's record separator, which no tool prints. */
const SEPARATOR = '\u001e';

// Words are split at blanks and nothing else is interpreted.
const RUN_ALL = `
set -f
while read -r command; do
  $command </dev/null || exit
  printf '\\036'
done`;

/**
 * Several commands as one, run one after the other up to the first that fails. Starting a command
 * over SSH costs a channel and a few processes, which on a small machine is most of its time.
 * @throws RangeError for an argument with a blank in it, or an empty one
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

/** What each command of a batch printed. @throws ParseFailure when it is not `count` answers */
export const parseBatch = (stdout: string, count: number, where?: string): readonly string[] => {
  const answers = stdout.split(SEPARATOR);
  if (answers.length === count + 1) return answers.slice(0, count);
  const expected = `the output of ${count} commands`;
  throw new ParseFailure({ source: 'a batch of commands', expected, text: stdout, where });
};
