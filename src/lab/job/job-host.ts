import { CommandFailed } from '../../host/errors.js';
import type { Host, Output, RunOptions } from '../../host/host.js';
import { hostIn } from '../../host/namespaced-host.js';
import type { Argv, Command } from '../../model/command.js';

/** A command whose output is awaited. */
interface Queued {
  readonly command: Command;
  readonly resolve: (output: Output) => void;
}

/**
 * Collects commands to run as one job. They are queued as they are requested, and all resolve once
 * `execute` has run them in that order. So request all commands before awaiting any; one that is
 * requested after `execute` is an error.
 */
export class JobHost implements Host {
  readonly name: string;
  readonly #queue: Queued[] = [];
  #executed = false;

  constructor(name: string) {
    this.name = name;
  }

  in(namespace: string | undefined): Host {
    return hostIn(this, namespace);
  }

  /** Queues a command. Deadlines and signals are the job's, not the command's. */
  run(argv: Argv, { stdin }: RunOptions = {}): Promise<Output> {
    if (this.#executed) {
      throw new Error(
        `'${argv.join(' ')}' was requested after the job of ${this.name} had started`,
      );
    }
    const command = stdin === undefined ? { argv } : { argv, stdin };
    return new Promise((resolve) => {
      this.#queue.push({ command, resolve });
    });
  }

  /** The same as `run`: a command that fails ends the job. */
  attempt(argv: Argv, options: RunOptions = {}): Promise<Output> {
    return this.run(argv, options);
  }

  withLineProtocol(): Promise<never> {
    throw new Error('a job supports only commands whose input is known in advance');
  }

  upload(): Promise<void> {
    throw new Error('a job supports commands and their standard input, but no uploads');
  }

  /**
   * Runs all queued commands, then resolves them. If it throws, none of them ever resolves.
   * @param runAll runs commands in order, up to the first that fails
   * @throws CommandFailed for a command that did not exit with 0, and what `runAll` throws
   */
  async execute(
    runAll: (commands: readonly Command[]) => Promise<readonly Output[]>,
  ): Promise<void> {
    this.#executed = true;
    const outputs = await runAll(this.#queue.map(({ command }) => command));
    const last = outputs.at(-1);
    if (last !== undefined && last.exitCode !== 0) throw new CommandFailed(this.name, last);
    for (const [index, { resolve }] of this.#queue.entries()) {
      const output = outputs[index];
      if (output === undefined) throw new Error(`the job ended before command ${index + 1}`);
      resolve(output);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}
