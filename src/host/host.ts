import type { Argv } from '../model/command.js';
import type { Nanoseconds } from '../model/units.js';
import type { Ask } from './command/line-protocol.js';

/** What is asked of a program, line by line. */
export type LineSession<Result> = (ask: Ask) => Promise<Result>;

/** How a command is run. */
export interface RunOptions {
  /** Written to the command's standard input, which is then closed. Empty when absent. */
  readonly stdin?: string | undefined;
  /** How long it may take; the process on the machine is ended then too. Default 60 s. */
  readonly deadline?: Nanoseconds | undefined;
  /** Ends the process on the machine when aborted. */
  readonly signal?: AbortSignal | undefined;
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
  /** The same machine inside one of its network namespaces; `undefined` is its own. */
  in(namespace: string | undefined): Host;
  /**
   * Runs a command to its end.
   * @throws CommandFailed when it exits with another code than 0
   * @throws DeadlineExceeded, ConnectionLost, Interrupted
   */
  run(argv: Argv, options?: RunOptions): Promise<Output>;
  /** The same, but any exit code is an answer. @throws DeadlineExceeded, ConnectionLost, Interrupted */
  attempt(argv: Argv, options?: RunOptions): Promise<Output>;
  /**
   * Runs a program that answers every line it reads with a line, asks it until `session` is done,
   * and waits for it to end.
   * @returns what `session` returns
   * @throws as `run`, and what `session` throws
   */
  withLineProtocol<Result>(
    argv: Argv,
    session: LineSession<Result>,
    options?: Omit<RunOptions, 'stdin'>,
  ): Promise<Result>;
  /** Writes files, all or an error. @throws CommandFailed, ConnectionLost */
  upload(files: readonly Upload[], options?: Pick<RunOptions, 'signal'>): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
