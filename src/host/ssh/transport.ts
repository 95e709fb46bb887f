import { Readable } from 'node:stream';
import type { Argv } from '../../model/command.js';
import { asError, reasonOf } from '../../model/failure.js';
import { commandLine } from '../command/quote.js';
import {
  exitCodeAfter,
  SessionRefused,
  type Input,
  type OutputHandlers,
  type Running,
  type Transport,
} from '../command/transport.js';
import type { SshLink } from './attempt.js';
import type { Sessions } from './sessions.js';

/** sshd allows 10 sessions per connection (MaxSessions); two are reserved for terminating commands. */
const CONCURRENCY = 8;

/** The input as a stream; undefined if it is empty. */
const streamOf = (input: Input): Readable | undefined => {
  if (input instanceof Readable) return input;
  return input.length === 0 ? undefined : Readable.from([input]);
};

/** Whether the machine answered that it opens no session (RFC 4254 sections 5.1 and 6.5). */
const isRefusal = (error: unknown): error is Error =>
  error instanceof Error &&
  (('reason' in error && typeof error.reason === 'number') || error.message === 'Unable to exec');

/** Runs commands over SSH, each in its own session. */
export class SshTransport implements Transport {
  readonly concurrency = CONCURRENCY;
  readonly #sessions: Sessions;

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
  }

  start(argv: Argv, input: Input, output: OutputHandlers): Running {
    let closed = false;
    let close = (): void => undefined;
    const ended = this.#sessions.use(
      async (link, onOpen) => {
        if (closed) throw new Error('it was cancelled before a session was free');
        return execute(link, argv, input, output, (closeChannel) => {
          close = closeChannel;
          onOpen();
        });
      },
      // Shown only if the command never starts.
      (reason) => {
        output.stderr(Buffer.from(`waiting: ${reason}\n`));
      },
    );
    // The caller may have stopped waiting.
    ended.catch(() => undefined);
    return {
      ended,
      close: () => {
        closed = true;
        close();
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sessions[Symbol.asyncDispose]();
  }
}

/** How a command ended; neither is set if the connection was lost. */
interface Ended {
  readonly code: number | null;
  readonly signal: string | undefined;
}

/** Runs a command without node-ssh, which buffers all output. */
const runInSession = (
  { ssh: { connection } }: SshLink,
  command: string,
  input: Input,
  output: OutputHandlers,
  onOpen: (close: () => void) => void,
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    if (connection === null) {
      reject(new Error('not connected'));
      return;
    }
    connection.once('error', reject);
    connection.exec(command, (error, channel) => {
      connection.removeListener('error', reject);
      if (error instanceof Error) {
        reject(error);
        return;
      }
      let ended: Ended = { code: null, signal: undefined };
      channel.on('data', (chunk: Buffer) => {
        output.stdout(chunk);
      });
      channel.stderr.on('data', (chunk: Buffer) => {
        output.stderr(chunk);
      });
      channel.on('exit', (code: number | null, signal?: string) => {
        ended = { code, signal };
      });
      channel.on('close', () => {
        resolve(ended);
      });
      onOpen(() => {
        channel.close();
      });
      const stdin = streamOf(input);
      if (stdin === undefined) channel.end();
      else stdin.pipe(channel);
    });
  });

/** Runs a command in a session. @returns its exit code @throws SessionRefused */
const execute = async (
  link: SshLink,
  argv: Argv,
  input: Input,
  output: OutputHandlers,
  onOpen: (close: () => void) => void,
): Promise<number> => {
  const lost = (cause: unknown): Error => link.error() ?? asError(cause);
  try {
    const { code, signal } = await runInSession(link, commandLine(argv), input, output, onOpen);
    if (code !== null) return code;
    if (signal !== undefined) return exitCodeAfter(signal);
  } catch (error) {
    if (isRefusal(error)) throw new SessionRefused(reasonOf(error), { cause: error });
    throw lost(error);
  }
  throw lost('it closed before the command ended');
};
