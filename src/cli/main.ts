#!/usr/bin/env node
import { Command } from '@commander-js/extra-typings';
import { CommanderError } from 'commander';
import { EXIT, exitCodeOf } from './exit-code.js';
import { sayFailure, type Io } from './io.js';
import { labVerb } from './lab.js';
import { planVerb } from './plan.js';
import { profileVerb } from './profile.js';
import { quickstartVerb } from './quickstart.js';
import { runVerb } from './run.js';
import { schemaVerb } from './schema.js';
import { teardownVerb } from './teardown.js';
import { validateVerb } from './validate.js';
import { version } from './version.js';

const program = (io: Io) => {
  const root = new Command('vrbench')
    .description('Benchmarks Linux routers by RFC 2544 and says where frames were lost')
    .version(version())
    .exitOverride();
  const verbs = [
    quickstartVerb(io),
    validateVerb(io),
    planVerb(io),
    runVerb(io),
    profileVerb(io),
    teardownVerb(io),
    labVerb(io),
    schemaVerb(io),
  ];
  for (const verb of verbs) root.addCommand(verb.exitOverride());
  return root;
};

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
