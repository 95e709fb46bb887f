import { execa } from 'execa';
import type { Argv } from '../model/command.js';
import { Failure, Interrupted } from '../model/failure.js';
import { lastLines, type LocalCommandOptions } from './local-command.js';

/**
 * Becomes the given command, in a process group that is told to end when standard input does:
 * when this program says so, and also when it is killed. The output is nobody's but the command's.
 */
const LEASH = `
exec 5<&0 </dev/null
(
  trap '' TERM
  cat <&5
  kill -TERM -- "-$$"
) >/dev/null 2>&1 &
exec 5<&-
exec "$@"
`;

/**
 * Runs a program that starts others and tidies up after them, such as mmdebstrap: all of them are
 * told to end, none is left behind, and the tidying is awaited.
 * @throws Failure when it exits with another code than 0; Interrupted
 */
export const runOnLeash = async (
  argv: Argv,
  { attempted, signal, env = {} }: LocalCommandOptions,
): Promise<void> => {
  const command = execa('sh', ['-c', LEASH, 'sh', ...argv], {
    stdin: 'pipe',
    all: true,
    env: { LC_ALL: 'C.UTF-8', ...env },
    detached: true,
    reject: false,
  });
  const letGo = (): void => {
    command.stdin.end();
  };
  if (signal?.aborted === true) letGo();
  signal?.addEventListener('abort', letGo);
  const ended = await command;
  signal?.removeEventListener('abort', letGo);
  if (signal?.aborted === true) throw new Interrupted(attempted);
  if (ended.failed) throw new Failure({ attempted, got: lastLines(ended.all) });
};
