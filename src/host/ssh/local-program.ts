import { execa } from 'execa';
import type { Argv } from '../../model/command.js';
import { seconds, type Nanoseconds } from '../../model/units.js';
import { withTimeout, type CutShort } from '../command/timeout.js';

/** How a program on this computer is run. */
export interface ProgramOptions {
  /** After this it is killed, with all its children. Default 10 s. */
  readonly limit?: Nanoseconds | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Added to this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** How it ended. */
export type ProgramEnd =
  | {
      readonly state: 'exited';
      readonly exitCode: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly state: 'not-found' }
  | CutShort;

/** For programs that normally answer at once. */
export const PROGRAM_LIMIT = seconds(10);
/** In characters; OpenSSH's programs print a few kilobytes. */
const LONGEST_OUTPUT = 4 * 1024 * 1024;

/** Kills a process group, if there is one. */
export const killGroup = (
  pid: number | undefined,
  signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL',
): void => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // All of them have exited.
  }
};

/**
 * Runs a program of OpenSSH, or one that its configuration names, on this computer to its end.
 * It runs in its own session, so that the controller handles ^C, and no program prompts for a password
 * on the terminal.
 */
export const runProgram = async (
  [program, ...words]: Argv,
  { limit = PROGRAM_LIMIT, signal, environment = {} }: ProgramOptions = {},
): Promise<ProgramEnd> => {
  const child = execa(program, words, {
    env: environment,
    stdin: 'ignore',
    reject: false,
    detached: true,
    maxBuffer: LONGEST_OUTPUT,
  });
  const ended = await withTimeout(child, limit, signal);
  // Its children may continue, and hold its output open.
  killGroup(child.pid);
  if (ended.state !== 'done') {
    child.stdout.destroy();
    child.stderr.destroy();
    return ended;
  }
  const { code, exitCode, stdout, stderr, shortMessage } = ended.value;
  if (code === 'ENOENT') return { state: 'not-found' };
  return {
    state: 'exited',
    exitCode: exitCode ?? 1,
    stdout,
    stderr: exitCode === undefined ? (shortMessage ?? stderr) : stderr,
  };
};
