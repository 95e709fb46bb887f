import { CommandFailed } from '../../host/errors.js';
import type { Host, Output, RunOptions } from '../../host/host.js';
import { hostIn } from '../../host/namespaced-host.js';
import type { Argv, Command } from '../../model/command.js';

/** A command that waits for its answer. */
interface Asked {
  readonly command: Command;
  readonly answer: (output: Output) => void;
}

/**
 * A machine that is told everything at once. Commands are taken down as they are asked for, and
 * answered, all of them, when `execute` has had them run in that order. So whoever uses it asks for
 * everything first and awaits the answers afterwards; what is asked for too late is an error.
 */
export class JobHost implements Host {
  readonly name: string;
  readonly #asked: Asked[] = [];
  #executed = false;

  constructor(name: string) {
    this.name = name;
  }

  in(namespace: string | undefined): Host {
    return hostIn(this, namespace);
  }

  /** Takes a command down. Deadlines and signals are the job's, not the command's. */
  run(argv: Argv, { stdin }: RunOptions = {}): Promise<Output> {
    if (this.#executed) {
      throw new Error(`'${argv.join(' ')}' was asked for after the job of ${this.name} had begun`);
    }
    const command = stdin === undefined ? { argv } : { argv, stdin };
    return new Promise((answer) => {
      this.#asked.push({ command, answer });
    });
  }

  /** The same as `run`: a command that fails ends the job. */
  attempt(argv: Argv, options: RunOptions = {}): Promise<Output> {
    return this.run(argv, options);
  }

  withLineProtocol(): Promise<never> {
    throw new Error('a job takes commands whose input is known beforehand');
  }

  upload(): Promise<void> {
    throw new Error('a job takes commands and what they read on standard input, no files');
  }

  /**
   * Has all commands run, then answers them. Where it throws, no command is ever answered.
   * @param perform runs commands in order, up to the first that fails
   * @throws CommandFailed for a command that did not exit with 0, and what `perform` throws
   */
  async execute(
    perform: (commands: readonly Command[]) => Promise<readonly Output[]>,
  ): Promise<void> {
    this.#executed = true;
    const outputs = await perform(this.#asked.map(({ command }) => command));
    const last = outputs.at(-1);
    if (last !== undefined && last.exitCode !== 0) throw new CommandFailed(this.name, last);
    for (const [index, { answer }] of this.#asked.entries()) {
      const output = outputs[index];
      if (output === undefined) throw new Error(`the job ended before its command ${index + 1}`);
      answer(output);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}
