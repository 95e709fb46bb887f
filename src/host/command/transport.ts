import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import type { Argv } from '../../model/command.js';

/** Receive a command's output as it arrives. */
export interface OutputHandlers {
  stdout(chunk: Buffer): void;
  stderr(chunk: Buffer): void;
}

/** The machine is connected but did not start the command. */
export class SessionRefused extends Error {}

/** A running command. */
export interface Running {
  /** The exit code. Rejects with the reason if the connection is lost first, or with SessionRefused. */
  readonly ended: Promise<number>;
  /** Stops listening. Does not terminate a running process on the machine, but keeps one from starting. */
  close(): void;
}

/** A command's standard input: all at once, or as a stream. */
export type Input = Uint8Array | Readable;

/** Starts commands on a machine: all that differs between SSH and the controller itself. */
export interface Transport extends AsyncDisposable {
  /** How many commands may run at once. */
  readonly concurrency: number;
  start(argv: Argv, stdin: Input, output: OutputHandlers): Running;
}

const SIGNALS: Readonly<Record<string, number | undefined>> = constants.signals;

/** The exit code that shells report for a process killed by a signal: 128 + its number. */
export const exitCodeAfter = (signal: string): number => 128 + (SIGNALS[signal] ?? 0);
