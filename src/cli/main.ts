#!/usr/bin/env node
import { CommanderError } from 'commander';
import { EXIT, exitCodeOf } from './exit-code.js';
import { givenTestbed } from './given-testbed.js';
import { sayFailure, type Io } from './io.js';
import { program } from './program.js';

/** The first ^C or SIGTERM stops the work and undoes it; a second one does not interrupt the undo. */
const interruption = (err: NodeJS.WriteStream): AbortSignal => {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) return;
      // First a progress bar is cleared away.
      controller.abort();
      err.write('\nstopping: undoing what was done\n');
    });
  }
  return controller.signal;
};

const io: Io = { out: process.stdout, err: process.stderr, signal: interruption(process.stderr) };

// A closed pipe (head, less) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program(io).parseAsync(process.argv);
  // An interrupted verb reports it even where its work had finished by then.
  if (io.signal.aborted) process.exitCode = EXIT.interrupted;
} catch (error) {
  // commander has printed its own message by then.
  if (!(error instanceof CommanderError)) {
    const { argv } = process;
    sayFailure(io, error, argv.includes('--json'), givenTestbed(argv));
  }
  process.exitCode = exitCodeOf(error);
}
