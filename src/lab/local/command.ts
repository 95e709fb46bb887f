import { execa } from 'execa';
import type { Argv } from '../../model/command.js';
import { Failure, Interrupted } from '../../model/failure.js';

/** How a program of this computer is run. */
export interface LocalCommandOptions {
  /** What is being done, as a phrase, for the failure's message. */
  readonly attempted: string;
  readonly signal?: AbortSignal | undefined;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const LAST_LINES = 12;

/** The end of a text, where programs say why they gave up. */
export const lastLines = (text: string, count = LAST_LINES): string =>
  text.trimEnd().split('\n').slice(-count).join('\n');

/**
 * Runs a program of this computer to its end and returns what it printed. It has a process group
 * of its own, so that ^C on the terminal reaches it once, by the signal, and it can tidy up.
 * @throws Failure when it cannot be started or exits with another code than 0; Interrupted
 */
export const runLocally = async (
  [program, ...argv]: Argv,
  { attempted, signal, env = {}, cwd }: LocalCommandOptions,
): Promise<string> => {
  const ended = await execa(program, argv, {
    stdin: 'ignore',
    env: { LC_ALL: 'C.UTF-8', ...env },
    detached: true,
    forceKillAfterDelay: 30_000,
    reject: false,
    ...(cwd !== undefined && { cwd }),
    ...(signal !== undefined && { cancelSignal: signal }),
  });
  if (ended.isCanceled) throw new Interrupted(attempted);
  if (ended.failed) {
    const said = lastLines([ended.stdout, ended.stderr].filter(Boolean).join('\n'));
    const how = ended.exitCode === undefined ? ended.shortMessage : `exit code ${ended.exitCode}`;
    throw new Failure({ attempted, got: [`${program}: ${how}`, said].join('\n').trimEnd() });
  }
  return ended.stdout;
};
