import { inNamespace, type Argv } from '../model/command.js';
import { CommandFailed, NamespaceMissing } from './errors.js';
import type { Host, LineSession, Output, RunOptions, Upload } from './host.js';

/** As iproute2 prints it (lib/namespace.c). */
const MISSING = /^Cannot open network namespace "/m;

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

  /** @throws NamespaceMissing, and what the machine's own throws */
  async run(argv: Argv, options?: RunOptions): Promise<Output> {
    try {
      return await this.#machine.run(inNamespace(this.#namespace, argv), options);
    } catch (error) {
      throw error instanceof CommandFailed && MISSING.test(error.output.stderr)
        ? new NamespaceMissing(this.name, this.#namespace, error.output, error)
        : error;
    }
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

  /** Files are the machine's: a network namespace does not separate them. */
  upload(files: readonly Upload[], options?: Pick<RunOptions, 'signal'>): Promise<void> {
    return this.#machine.upload(files, options);
  }

  /** The connection belongs to the machine, which closes it. */
  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}

/** A machine within one of its network namespaces; `undefined` is the machine's own. */
export const hostIn = (machine: Host, namespace: string | undefined): Host =>
  namespace === undefined ? machine : new NamespacedHost(machine, namespace);
