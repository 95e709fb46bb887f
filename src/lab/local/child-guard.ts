import { execa } from 'execa';
import { readFile } from 'node:fs/promises';
import type { Argv } from '../../model/command.js';
import { Failure, Interrupted } from '../../model/failure.js';
import { lastLines } from './command.js';

/** How a program is run that starts others. */
export interface LeashOptions {
  /** What is being done, as a phrase, for the failure's message. */
  readonly attempted: string;
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string>>;
  /** The file for what it prints: a pipe would break its tidying up, should its reader be killed. */
  readonly log: string;
}

/**
 * Becomes the given command, in a process group that is told to end when standard input does:
 * when this program says so, and also when it is killed.
 */
const LEASH = `
exec 5<&0 </dev/null >"$1" 2>&1
shift
(
  trap '' TERM
  cat <&5
  kill -s TERM -- "-$$"
) >/dev/null 2>&1 &
exec 5<&-
exec "$@"
`;

/**
 * Runs a program that starts others and tidies up after them, such as mmdebstrap. When the signal
 * is aborted all of them are told to end, and their tidying up is awaited.
 * @throws Failure when it exits with another code than 0; Interrupted
 */
export const runOnLeash = async (
  argv: Argv,
  { attempted, signal, env, log }: LeashOptions,
): Promise<void> => {
  const command = execa('sh', ['-c', LEASH, 'sh', log, ...argv], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { LC_ALL: 'C.UTF-8', ...env },
    detached: true,
    reject: false,
  });
  const letGo = (): void => {
    command.stdin.end();
  };
  if (signal.aborted) letGo();
  signal.addEventListener('abort', letGo);
  const { failed } = await command;
  signal.removeEventListener('abort', letGo);
  if (signal.aborted) throw new Interrupted(attempted);
  if (failed) throw new Failure({ attempted, got: lastLines(await readFile(log, 'utf8')) });
};
