import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import type { Argv } from '../../model/command.js';

/** Where a command's output goes as it comes. */
export interface OutputHandlers {
  stdout(chunk: Buffer): void;
  stderr(chunk: Buffer): void;
}

/** A command that was started. */
export interface Running {
  /** The exit code. @throws Error where the connection broke before it came, saying why */
  readonly ended: Promise<number>;
  /** Stops listening to it. This alone ends no process on the machine. */
  close(): void;
}

/** What a command reads: all of it at once, or as it comes. */
export type Input = Uint8Array | Readable;

/** A way of starting commands on a machine: all that differs between SSH and this computer. */
export interface Transport extends AsyncDisposable {
  /** How many commands may run at once. */
  readonly concurrency: number;
  start(argv: Argv, stdin: Input, output: OutputHandlers): Running;
}

const SIGNALS: Readonly<Record<string, number | undefined>> = constants.signals;

/** The exit code of a process that a signal ended, as shells count: 128 + its number. */
export const exitCodeAfter = (signal: string): number => 128 + (SIGNALS[signal] ?? 0);
