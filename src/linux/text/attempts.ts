import type { Argv, Command } from '../../model/command.js';

/** The outcome of one of several commands. */
export interface CommandOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The ASCII record and group separators, which no tool prints. */
const RECORD = '\u001e';
const GROUP = '\u001d';

/** A built-in command of the script below. */
const FIRST_LINES = 'first_lines';

// Words are split at blanks and nothing else is interpreted, except file patterns if requested.
const RUN_EACH = `
first_lines() {
  set +f
  for pattern do
    for file in $pattern; do
      value=
      if [ -L "$file" ]; then value=$(readlink -f "$file")
      elif [ -d "$file" ]; then :
      else case $file in
      # A number there has no second reading, and shells read a byte at a time.
      /proc/sys/*) value=$(head -n 1 "$file" 2>/dev/null) || continue ;;
      *) IFS= read -r value 2>/dev/null <"$file" || [ -n "$value" ] || continue ;;
      esac fi
      printf '%s\\t%s\\n' "$file" "$value"
    done
  done
}
set -f
exec 3>&1
while read -r command; do
  error=$($command 2>&1 >&3 3>&- </dev/null)
  printf '\\035%s\\035%s\\036' "$?" "$error"
done`;

/**
 * Combines commands into one that runs them all in order, whether or not one fails. Over SSH each
 * command costs a channel and a few processes.
 * @throws RangeError for an argument that is empty or contains a blank
 */
export const attempts = (commands: readonly Argv[]): Required<Command> => {
  for (const argument of commands.flat()) {
    if (!/^\S+$/.test(argument)) throw new RangeError(`'${argument}' cannot be in a batch`);
  }
  return {
    argv: ['sh', '-c', RUN_EACH],
    stdin: commands.map((argv) => `${argv.join(' ')}\n`).join(''),
  };
};

const NOT_RUN: CommandOutcome = {
  exitCode: 1,
  stdout: '',
  stderr: 'the machine printed no output for it',
};

const outcomeOf = (record: string): CommandOutcome => {
  const [stdout = '', exitCode = '', stderr = ''] = record.split(GROUP);
  return /^\d+$/.test(exitCode) ? { exitCode: Number(exitCode), stdout, stderr } : NOT_RUN;
};

/** The outcome of each of `count` commands; one without output has failed. */
export const parseAttempts = (stdout: string, count: number): readonly CommandOutcome[] => {
  const records = stdout.split(RECORD).slice(0, -1);
  return Array.from({ length: count }, (_, index) => outcomeOf(records[index] ?? ''));
};

/**
 * Among `attempts` only: prints the first line of every file that patterns match, the target of every link,
 * and the names of folders. One process for any number of files; unreadable ones are omitted.
 */
export const firstLines = (patterns: readonly string[]): Argv => [FIRST_LINES, ...patterns];

/** What that printed, by path. */
export const parseFirstLines = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split('\n').flatMap((line): [string, string][] => {
      const [, path, value] = /^(\/[^\t]*)\t(.*)$/.exec(line) ?? [];
      return path === undefined || value === undefined ? [] : [[path, value.trim()]];
    }),
  );
