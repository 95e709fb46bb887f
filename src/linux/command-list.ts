import type { Command } from '../model/command.js';

/**
 * Runs the commands of a list, which it reads from standard input: of each the numbers of lines of its
 * arguments and of its input, then those lines. Its argument is `stop` or `go-on`.
 */
export const RUN_COMMANDS = `
status=0
mode=$1
while read -r words lines; do
  set --
  while [ $# -lt "$words" ]; do
    IFS= read -r word
    case $word in *\\\\*) word=$(printf '%b' "$word") ;; esac
    set -- "$@" "$word"
  done
  input=
  while [ "$lines" -gt 0 ]; do
    IFS= read -r line
    input="$input$line
"
    lines=$((lines - 1))
  done
  printf '%s' "$input" | "$@" && continue
  status=1
  [ "$mode" = go-on ] && continue
  echo "the command that failed: $1 $2 $3 $4" >&2
  exit 1
done
exit "$status"`;

/** One line, from which printf's %b restores the argument. */
const escaped = (argument: string): string =>
  argument.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

/**
 * Many commands as one: starting a command over SSH takes longer than most of them do. In order,
 * up to the first that fails or, with `go-on`, all of them; the exit code is 1 if one failed.
 * @throws RangeError for an argument that ends with a line break, or input that does not
 */
export const commandList = (
  commands: readonly Command[],
  mode: 'stop' | 'go-on',
): Required<Command> => {
  const blocks = commands.map(({ argv, stdin = '' }) => {
    if (argv.some((argument) => argument.endsWith('\n')) || /[^\n]$/.test(stdin)) {
      throw new RangeError(`'${argv.join(' ')}' cannot be in a list of commands`);
    }
    const lines = stdin.split('\n').length - 1;
    return `${argv.length} ${lines}\n${argv.map((each) => `${escaped(each)}\n`).join('')}${stdin}`;
  });
  return { argv: ['sh', '-c', RUN_COMMANDS, 'sh', mode], stdin: blocks.join('') };
};
