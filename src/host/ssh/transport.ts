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

/** sshd allows 10 sessions a connection (MaxSessions); two are kept for ending commands. */
const CONCURRENCY = 8;

/** A stream of it; none where there is nothing to read. */
const streamOf = (input: Input): Readable | undefined => {
  if (input instanceof Readable) return input;
  return input.length === 0 ? undefined : Readable.from([input]);
};

const asError = (cause: unknown): Error =>
  cause instanceof Error ? cause : new Error(String(cause));

/** Commands over one SSH connection, a channel each. */
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
      // node-ssh decodes chunk by chunk, which breaks characters apart: the sink gets the bytes.
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
    const lost = (cause: unknown): Error => this.#link.trouble() ?? asError(cause);
    const ended = execution.then(
      ({ code, signal }) => {
        if (code !== null) return code;
        if (signal !== null) return exitCodeAfter(signal);
        // What node-ssh makes of a connection that broke mid-command.
        throw lost('it ended before the command did');
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
    const { ssh, carrier } = this.#link;
    const { connection } = ssh;
    if (connection !== null) {
      const closed = once(connection, 'close');
      connection.end();
      await withTimeout(closed, seconds(2)).catch(() => undefined);
      connection.destroy();
    }
    await carrier?.end();
  }
}
