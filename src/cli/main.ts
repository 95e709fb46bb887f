#!/usr/bin/env node
import { CommanderError } from 'commander';
import { EXIT, exitCodeOf } from './exit-code.js';
import { sayFailure, type Io } from './io.js';
import { program } from './program.js';

/** ^C and SIGTERM ask once; what is under way is undone, which a second ^C does not cut short. */
const interruption = (err: NodeJS.WriteStream): AbortSignal => {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) err.write('\nstopping: undoing what was done\n');
      controller.abort();
    });
  }
  return controller.signal;
};

const io: Io = { out: process.stdout, err: process.stderr, signal: interruption(process.stderr) };

// A reader that closed its end of the pipe (head, less) has seen what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program(io).parseAsync(process.argv);
  // Whoever asked to stop is told so even where the last piece of work was done by then.
  if (io.signal.aborted) process.exitCode = EXIT.interrupted;
} catch (error) {
  // commander has printed its own message by then.
  if (!(error instanceof CommanderError)) sayFailure(io, error, process.argv.includes('--json'));
  process.exitCode = exitCodeOf(error);
}
