import type { Argv } from '../model/command.js';
import type { Nanoseconds } from '../model/units.js';
import type { Ask } from './dialogue.js';

/** How a command is run. */
export interface RunOptions {
  /** Written to the command's standard input, which is then closed. Empty when absent. */
  readonly stdin?: string;
  /** How long it may take; the process on the machine is ended then too. Default 60 s. */
  readonly deadline?: Nanoseconds;
  /** Ends the process on the machine when aborted. */
  readonly signal?: AbortSignal;
}

/** What a command left behind. */
export interface Output {
  readonly argv: Argv;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A file to be put on a machine. Its folder is made when missing. */
export interface Upload {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Permission bits, 0o644 when absent. */
  readonly mode?: number;
}

/** A machine that runs commands as root, whatever the way it is reached. */
export interface Host {
  /** The machine's name in the testbed. */
  readonly name: string;
  /**
   * Runs a command to its end.
   * @throws CommandFailed when it exits with another code than 0
   * @throws DeadlineExceeded, ConnectionLost, Interrupted
   */
  run(argv: Argv, options?: RunOptions): Promise<Output>;
  /** The same, but any exit code is an answer. @throws DeadlineExceeded, ConnectionLost, Interrupted */
  attempt(argv: Argv, options?: RunOptions): Promise<Output>;
  /**
   * Talks with a program that answers every line it reads with a line, until `talk` is done, and
   * waits for it to end.
   * @returns what `talk` returns
   * @throws as `run`, and what `talk` throws
   */
  converse<Result>(
    argv: Argv,
    talk: (ask: Ask) => Promise<Result>,
    options?: Omit<RunOptions, 'stdin'>,
  ): Promise<Result>;
  /** Writes files, all or an error. @throws CommandFailed, ConnectionLost */
  upload(files: readonly Upload[], options?: Pick<RunOptions, 'signal'>): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
