import type { Argv } from '../model/command.js';
import type { Nanoseconds } from '../model/units.js';
import type { Tenure } from './command/tenure.js';
import type { Host, LineSession, Output, RunOptions, Upload } from './host.js';
import type { LockedHost } from './locked-host.js';
import { hostIn } from './namespaced-host.js';

/** How a connection is re-established. */
export interface Reconnection {
  /** The total time for all attempts. */
  readonly connectTimeout?: Nanoseconds | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reconnects to a machine, and takes its lock over the new connection. */
export type Reopen = (reconnection: Reconnection) => Promise<LockedHost>;

/** A host whose machine may reboot: it reconnects, and takes the lock again. */
export class ReconnectingHost implements LockedHost {
  readonly name: string;
  readonly #reopen: Reopen;
  #current: LockedHost;

  /** @param current the first connection */
  constructor(current: LockedHost, reopen: Reopen) {
    this.name = current.name;
    this.#reopen = reopen;
    this.#current = current;
  }

  get tenure(): Tenure {
    return this.#current.tenure;
  }

  /** Closes the connection and opens a new one. @throws what `reopen` throws */
  async reconnect(reconnection: Reconnection = {}): Promise<void> {
    await this.#current[Symbol.asyncDispose]();
    this.#current = await this.#reopen(reconnection);
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
