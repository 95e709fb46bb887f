import type { Argv } from '../model/command.js';
import type { Nanoseconds } from '../model/units.js';
import type { Ask } from './command/line-protocol.js';

/** A session with a program that answers each line with a line. */
export type LineSession<Result> = (ask: Ask) => Promise<Result>;

/** Options of running a command. */
export interface RunOptions {
  /** Written to the command's standard input, which is then closed. Default: empty. */
  readonly stdin?: string | undefined;
  /** After this the process on the machine is terminated. Default 60 s. */
  readonly deadline?: Nanoseconds | undefined;
  /** Terminates the process on the machine when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** The outcome of a command that ran to its end. */
export interface Output {
  readonly argv: Argv;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A file to write on a machine. Its folder is created if missing. */
export interface Upload {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Permission bits; default 0o644. */
  readonly mode?: number;
}

/** A machine that runs commands as root, however it is reached. */
export interface Host {
  /** The machine's name in the testbed. */
  readonly name: string;
  /** The same machine in one of its network namespaces; `undefined` for the initial one. */
  in(namespace: string | undefined): Host;
  /**
   * Runs a command to its end.
   * @throws CommandFailed if its exit code is not 0
   * @throws DeadlineExceeded, OutputTooLong, ConnectionLost, Interrupted
   */
  run(argv: Argv, options?: RunOptions): Promise<Output>;
  /** As `run`, but returns on any exit code. @throws DeadlineExceeded, ConnectionLost, Interrupted */
  attempt(argv: Argv, options?: RunOptions): Promise<Output>;
  /**
   * Runs a program that answers each line it reads with a line, while `session` lasts,
   * then closes its input and waits for it to exit.
   * @returns the result of `session`
   * @throws as `run`, and what `session` throws
   */
  withLineProtocol<Result>(
    argv: Argv,
    session: LineSession<Result>,
    options?: Omit<RunOptions, 'stdin'>,
  ): Promise<Result>;
  /** Writes all files, or none and throws. @throws CommandFailed, DeadlineExceeded, ConnectionLost, Interrupted */
  upload(files: readonly Upload[], options?: Pick<RunOptions, 'signal'>): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
