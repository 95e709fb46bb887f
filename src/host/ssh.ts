import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { SshConnection } from '../config/testbed.js';
import type { Argv } from '../model/command.js';
import { seconds, type Nanoseconds } from '../model/units.js';
import { CommandHost, type CommandLog } from './command-host.js';
import type { Host } from './host.js';
import { withTimeout } from './timeout.js';
import { commandLine } from './quote.js';
import { resolveTarget } from './ssh-config.js';
import { connectSsh, type SshLink } from './ssh-connect.js';
import {
  exitCodeAfter,
  type Input,
  type OutputHandlers,
  type Running,
  type Transport,
} from './transport.js';

/** How a machine is connected to. */
export interface SshOptions {
  readonly log?: CommandLog;
  /** Time for all attempts to connect together. Default 20 s. */
  readonly connectTimeout?: Nanoseconds;
  /** A silent peer is given up after four times this. Default 4 s. */
  readonly keepalive?: Nanoseconds;
  /** Instead of ~/.ssh/config. */
  readonly configFile?: string;
  /** Stops connecting. */
  readonly signal?: AbortSignal | undefined;
}

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
class SshTransport implements Transport {
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

/**
 * Connects to a machine over SSH. Commands run as root: by logging in as root, or through sudo.
 * @throws Unreachable, HostKeyRejected, AuthenticationFailed, PreconditionFailure, Interrupted
 */
export const openSsh = async (
  name: string,
  connection: SshConnection,
  options: SshOptions = {},
): Promise<Host> => {
  const { log, connectTimeout, keepalive, configFile, signal } = options;
  const target = await resolveTarget(name, connection, configFile);
  const link = await connectSsh(name, target, {
    timeout: connectTimeout ?? seconds(20),
    keepalive: keepalive ?? seconds(4),
    configFile,
    signal,
  });
  return new CommandHost(name, new SshTransport(link), connection.sudo, log);
};
