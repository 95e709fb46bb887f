import { setMaxListeners } from 'node:events';
import { Failure } from '../model/failure.js';
import type { OutputStream } from './output/output-stream.js';
import { EXIT } from './exit-code.js';

/** Signals that ask the process to end: ^C, ^\, a closed terminal, kill, and a limit on processor time. */
const ENDING = ['SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGTERM', 'SIGXCPU'] as const;

/** An error that nothing was waiting for: a fault of vrbench. */
export class InternalError extends Failure {
  constructor(error: unknown) {
    const stack = error instanceof Error ? error.stack : undefined;
    super({ attempted: 'running vrbench', got: stack ?? String(error), cause: error });
  }
}

/** What ends the work of a process early. */
export interface StopRequest {
  /** Aborted once; work then stops, and is undone. */
  readonly signal: AbortSignal;
  /** Nothing is left to undo: from now on a signal ends the process at once. */
  readonly finish: () => void;
}

/**
 * The first signal, or the first error that nothing was waiting for, stops the work and undoes it.
 * Later ones do not interrupt the undo.
 */
export const interruption = (err: OutputStream): StopRequest => {
  const controller = new AbortController();
  const { signal } = controller;
  // Each file or machine of a call adds a listener.
  setMaxListeners(0, signal);
  let finished = false;
  const stop = (): void => {
    if (finished) process.exit(EXIT.interrupted);
    if (signal.aborted) {
      err.write('still stopping: undoing changes cannot be interrupted\n');
      return;
    }
    // First a progress bar is cleared away.
    controller.abort();
    err.write('\nstopping: any changes are undone first\n');
  };
  for (const name of ENDING) process.on(name, stop);
  // A file size limit: the write fails, and with it the run.
  process.on('SIGXFSZ', () => undefined);
  process.on('uncaughtException', (error) => {
    if (finished) process.exit(EXIT.failure);
    controller.abort(new InternalError(error));
  });
  return {
    signal,
    finish: () => {
      finished = true;
    },
  };
};
