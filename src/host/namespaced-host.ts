import { inNamespace, type Argv } from '../model/command.js';
import type { Host, LineSession, Output, RunOptions, Upload } from './host.js';

/** Runs commands in a network namespace of a machine; everything else is the machine's. */
class NamespacedHost implements Host {
  readonly #machine: Host;
  readonly #namespace: string;

  constructor(machine: Host, namespace: string) {
    this.#machine = machine;
    this.#namespace = namespace;
  }

  get name(): string {
    return this.#machine.name;
  }

  in(namespace: string | undefined): Host {
    return this.#machine.in(namespace);
  }

  run(argv: Argv, options?: RunOptions): Promise<Output> {
    return this.#machine.run(inNamespace(this.#namespace, argv), options);
  }

  attempt(argv: Argv, options?: RunOptions): Promise<Output> {
    return this.#machine.attempt(inNamespace(this.#namespace, argv), options);
  }

  withLineProtocol<Result>(
    argv: Argv,
    session: LineSession<Result>,
    options?: Omit<RunOptions, 'stdin'>,
  ): Promise<Result> {
    return this.#machine.withLineProtocol(inNamespace(this.#namespace, argv), session, options);
  }

  /** Network namespaces do not separate files. */
  upload(files: readonly Upload[], options?: Pick<RunOptions, 'signal'>): Promise<void> {
    return this.#machine.upload(files, options);
  }

  /** The connection belongs to the machine's host, which closes it. */
  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}

/** A machine in one of its network namespaces; `undefined` for the initial one. */
export const hostIn = (machine: Host, namespace: string | undefined): Host =>
  namespace === undefined ? machine : new NamespacedHost(machine, namespace);
