import type { Argv } from '../model/command.js';
import type { Nanoseconds } from '../model/units.js';
import type { Host, LineSession, Output, RunOptions, Upload } from './host.js';
import { hostIn } from './namespaced-host.js';

/** How a connection is re-established. */
export interface Reconnection {
  /** For all attempts together. */
  readonly connectTimeout?: Nanoseconds | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A host whose machine may reboot: the same host over a new connection. */
export class ReconnectingHost implements Host {
  readonly name: string;
  readonly #open: (reconnection: Reconnection) => Promise<Host>;
  #current: Host;

  private constructor(open: (reconnection: Reconnection) => Promise<Host>, current: Host) {
    this.name = current.name;
    this.#open = open;
    this.#current = current;
  }

  /** @throws what `open` throws */
  static async open(
    open: (reconnection: Reconnection) => Promise<Host>,
    reconnection: Reconnection = {},
  ): Promise<ReconnectingHost> {
    return new ReconnectingHost(open, await open(reconnection));
  }

  /** Closes the connection and opens a new one. @throws what `open` throws */
  async reconnect(reconnection: Reconnection = {}): Promise<void> {
    await this.#current[Symbol.asyncDispose]();
    this.#current = await this.#open(reconnection);
  }

  in(namespace: string | undefined): Host {
    return hostIn(this, namespace);
  }

  run(argv: Argv, options?: RunOptions): Promise<Output> {
    return this.#current.run(argv, options);
  }

  attempt(argv: Argv, options?: RunOptions): Promise<Output> {
    return this.#current.attempt(argv, options);
  }

  withLineProtocol<Result>(
    argv: Argv,
    session: LineSession<Result>,
    options?: Omit<RunOptions, 'stdin'>,
  ): Promise<Result> {
    return this.#current.withLineProtocol(argv, session, options);
  }

  upload(files: readonly Upload[], options?: Pick<RunOptions, 'signal'>): Promise<void> {
    return this.#current.upload(files, options);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#current[Symbol.asyncDispose]();
  }
}
