import type { Argv } from '../model/command.js';
import type { Nanoseconds } from '../model/units.js';
import type { Ask } from './command/line-protocol.js';

/** Uses a program that answers each line with a line. */
export type LineSession<Result> = (ask: Ask) => Promise<Result>;

/** How a command is run. */
export interface RunOptions {
  /** Written to the command's standard input, which is then closed. Empty when absent. */
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
  /** Permission bits, 0o644 when absent. */
  readonly mode?: number;
}

/** A machine that runs commands as root, however it is reached. */
export interface Host {
  /** The machine's name in the testbed. */
  readonly name: string;
  /** The same machine within one of its network namespaces; `undefined` is the machine's own. */
  in(namespace: string | undefined): Host;
  /**
   * Runs a command to its end.
   * @throws CommandFailed when its exit code is not 0
   * @throws DeadlineExceeded, OutputTooLong, ConnectionLost, Interrupted
   */
  run(argv: Argv, options?: RunOptions): Promise<Output>;
  /** As `run`, but returns on any exit code. @throws DeadlineExceeded, ConnectionLost, Interrupted */
  attempt(argv: Argv, options?: RunOptions): Promise<Output>;
  /**
   * Runs a program that answers each line it reads with a line, for as long as `session` lasts,
   * then closes its input and waits for it to exit.
   * @returns what `session` returns
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
