#!/usr/bin/env node
import { CommanderError } from 'commander';
import { asksForJson } from './errors/error-record.js';
import { EXIT, exitCodeOf } from './exit-code.js';
import { givenTestbed } from './errors/given-testbed.js';
import { InternalError, interruption } from './interruption.js';
import { sayFailure, type Io } from './io.js';
import { dataWritten, messagesWritten } from './output/last-writes.js';
import { standardError, standardOutput } from './output/open-output.js';
import { program } from './program.js';
import { verbsFor } from './verbs/index.js';

const { argv } = process;
const [out, err] = [standardOutput(), standardError()];
const { signal, finish } = interruption(err);
const io: Io = { out, err, signal };

const fail = (error: unknown): void => {
  // Help and the version have been printed by then; what commander refuses is a UsageError.
  if (error instanceof CommanderError) return;
  sayFailure(io, error, asksForJson(argv), givenTestbed(argv));
  process.exitCode = exitCodeOf(error);
};

try {
  await program(io, await verbsFor(argv.slice(2))).parseAsync(argv);
  // An interrupted verb reports it even if its work had finished by then.
  if (signal.aborted) process.exitCode = EXIT.interrupted;
} catch (error) {
  fail(signal.reason instanceof InternalError ? signal.reason : error);
}
finish();
await dataWritten(out).catch(fail);
await messagesWritten(err);
// Nothing is left to do, even if something is still open.
process.exit();
