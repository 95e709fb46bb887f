import { execa } from 'execa';
import type { LocalConnection } from '../config/testbed/testbed-file.js';
import type { Argv } from '../model/command.js';
import { thisUser } from '../results/lock/this-user.js';
import { CommandHost, type CommandLog } from './command/command-host.js';
import {
  exitCodeAfter,
  type Input,
  type OutputHandlers,
  type Running,
  type Transport,
} from './command/transport.js';

/** The exit code shells report for a command that could not be started. */
const NOT_FOUND = 127;

const start = ([program, ...arguments_]: Argv, stdin: Input, output: OutputHandlers): Running => {
  const child = execa(program, arguments_, {
    input: stdin,
    buffer: false,
    reject: false,
    // As over SSH, ^C on the controller's terminal must not reach the commands, especially those of the undo.
    detached: true,
  });
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.stderr(chunk);
  });
  const ended = child.then(({ exitCode, signal, originalMessage }) => {
    if (exitCode !== undefined) return exitCode;
    if (signal !== undefined) return exitCodeAfter(signal);
    output.stderr(Buffer.from(originalMessage ?? 'could not be started'));
    return NOT_FOUND;
  });
  return {
    ended,
    close: () => {
      child.kill('SIGKILL');
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
};

const transport: Transport = {
  concurrency: 64,
  start,
  [Symbol.asyncDispose]: () => Promise.resolve(),
};

/** The controller itself as a host. Commands run as root: the process's own user, or through sudo. */
export const openLocal = (name: string, { sudo }: LocalConnection, log?: CommandLog): CommandHost =>
  new CommandHost(name, transport, { user: thisUser(), sudo }, log);
