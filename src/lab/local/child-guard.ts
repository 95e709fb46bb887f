import { execa } from 'execa';
import { readFile } from 'node:fs/promises';
import type { Argv } from '../../model/command.js';
import { Failure, Interrupted } from '../../model/failure.js';
import { lastLines } from './command.js';

/** How a program that starts others is run. */
export interface GuardedOptions {
  /** What is being done, as a phrase, for the failure's message. */
  readonly attempted: string;
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string>>;
  /** File for its output: with a pipe, its clean-up would fail if this process were killed. */
  readonly log: string;
}

/**
 * Becomes the given command, in a process group that gets SIGTERM when standard input ends: when
 * this program closes it, or is killed.
 */
const GUARDED = `
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
 * Runs a program that starts others and cleans up after them, such as mmdebstrap. When the signal
 * is aborted, or this process is killed, all of them are terminated; their clean-up is awaited.
 * @throws Failure when its exit code is not 0; Interrupted
 */
export const runGuarded = async (
  argv: Argv,
  { attempted, signal, env, log }: GuardedOptions,
): Promise<void> => {
  const command = execa('sh', ['-c', GUARDED, 'sh', log, ...argv], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { LC_ALL: 'C.UTF-8', ...env },
    detached: true,
    reject: false,
  });
  const terminate = (): void => {
    command.stdin.end();
  };
  if (signal.aborted) terminate();
  signal.addEventListener('abort', terminate);
  const { failed } = await command;
  signal.removeEventListener('abort', terminate);
  if (signal.aborted) throw new Interrupted(attempted);
  if (failed) throw new Failure({ attempted, got: lastLines(await readFile(log, 'utf8')) });
};
