import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { Argv } from '../../model/command.js';
import { seconds } from '../../model/units.js';
import { commandLine } from '../command/quote.js';
import { withTimeout } from '../command/timeout.js';
import {
  exitCodeAfter,
  type Input,
  type OutputHandlers,
  type Running,
  type Transport,
} from '../command/transport.js';
import type { SshLink } from './connect.js';

/** sshd allows 10 sessions per connection (MaxSessions); two are reserved for terminating commands. */
const CONCURRENCY = 8;

/** The input as a stream; none when it is empty. */
const streamOf = (input: Input): Readable | undefined => {
  if (input instanceof Readable) return input;
  return input.length === 0 ? undefined : Readable.from([input]);
};

const asError = (cause: unknown): Error =>
  cause instanceof Error ? cause : new Error(String(cause));

/** Runs commands over one SSH connection, each in a channel of its own. */
export class SshTransport implements Transport {
  readonly concurrency = CONCURRENCY;
  readonly #link: SshLink;

  constructor(link: SshLink) {
    this.#link = link;
  }

  start(argv: Argv, input: Input, output: OutputHandlers): Running {
    let close = (): void => undefined;
    const stdin = streamOf(input);
    const execution = this.#link.ssh.execCommand(commandLine(argv), {
      ...(stdin && { stdin }),
      // node-ssh decodes chunk by chunk, which would split characters: pass bytes through.
      encoding: 'latin1',
      noTrim: true,
      onStdout: (chunk) => {
        output.stdout(chunk);
      },
      onStderr: (chunk) => {
        output.stderr(chunk);
      },
      onChannel: (channel) => {
        close = () => {
          channel.close();
        };
      },
    });
    const lost = (cause: unknown): Error => this.#link.error() ?? asError(cause);
    const ended = execution.then(
      ({ code, signal }) => {
        if (code !== null) return code;
        if (signal !== null) return exitCodeAfter(signal);
        // How node-ssh reports a connection that broke during a command.
        throw lost('it closed before the command ended');
      },
      (error: unknown) => {
        throw lost(error);
      },
    );
    return {
      ended,
      close: () => {
        close();
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { ssh, proxy } = this.#link;
    const { connection } = ssh;
    if (connection !== null) {
      const closed = once(connection, 'close');
      connection.end();
      await withTimeout(closed, seconds(2)).catch(() => undefined);
      connection.destroy();
    }
    await proxy?.end();
  }
}
