import { execa } from 'execa';
import type { Argv } from '../../model/command.js';
import { Failure, Interrupted } from '../../model/failure.js';

/** How a program is run on this computer. */
export interface LocalCommandOptions {
  /** What is being done, as a phrase, for the failure's message. */
  readonly attempted: string;
  readonly signal?: AbortSignal | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly cwd?: string | undefined;
}

const LAST_LINES = 12;

/** The last lines of a text, where programs report why they failed. */
export const lastLines = (text: string, count = LAST_LINES): string =>
  text.trimEnd().split('\n').slice(-count).join('\n');

/**
 * Runs a program on this computer to its end and returns its standard output. It has a process group
 * of its own: ^C reaches it only through the signal, so that it can clean up.
 * @throws Failure when it cannot be started or its exit code is not 0; Interrupted
 */
export const runLocally = async (
  [program, ...argv]: Argv,
  { attempted, signal, env = {}, cwd = process.cwd() }: LocalCommandOptions,
): Promise<string> => {
  const ended = await execa(program, argv, {
    stdin: 'ignore',
    env: { LC_ALL: 'C.UTF-8', ...env },
    detached: true,
    forceKillAfterDelay: 30_000,
    reject: false,
    cwd,
    // execa's types do not allow an undefined signal.
    ...(signal && { cancelSignal: signal }),
  });
  if (ended.isCanceled) throw new Interrupted(attempted);
  if (ended.failed) {
    const output = lastLines([ended.stdout, ended.stderr].filter(Boolean).join('\n'));
    const how = ended.exitCode === undefined ? ended.shortMessage : `exit code ${ended.exitCode}`;
    throw new Failure({ attempted, got: [`${program}: ${how}`, output].join('\n').trimEnd() });
  }
  return ended.stdout;
};
