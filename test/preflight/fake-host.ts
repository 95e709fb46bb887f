import type { Host, Output, RunOptions } from '../../src/host/host.js';
import type { Argv } from '../../src/model/command.js';

/** Whether a path matches a shell pattern: `*` and `[0-9]` do not match a slash. */
const matching = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll(/[.+^${}()|\\]/g, String.raw`\$&`).replaceAll('*', '[^/]*')}$`);

/** A machine that answers commands with texts, also several at once as `attempts` sends them. */
export class FakeHost implements Host {
  readonly name = 'dut';
  readonly #outputs: Readonly<Record<string, string>>;
  readonly #files: ReadonlyMap<string, string>;
  readonly #alone: (argv: Argv) => string;

  /**
   * @param outputs by command; any other fails
   * @param files the first line of each
   * @param alone the output of commands that are sent separately
   */
  constructor(
    outputs: Readonly<Record<string, string>>,
    files: ReadonlyMap<string, string>,
    alone: (argv: Argv) => string,
  ) {
    this.#outputs = outputs;
    this.#files = files;
    this.#alone = alone;
  }

  in(): Host {
    return this;
  }

  run(argv: Argv, { stdin }: RunOptions = {}): Promise<Output> {
    if (stdin === undefined) return this.attempt(argv);
    const commands = stdin.split('\n').filter(Boolean);
    const stdout = commands.map((command) => this.#answer(command)).join('');
    return Promise.resolve({ argv, exitCode: 0, stdout, stderr: '' });
  }

  attempt(argv: Argv): Promise<Output> {
    return Promise.resolve({ argv, exitCode: 0, stdout: this.#alone(argv), stderr: '' });
  }

  withLineProtocol(): Promise<never> {
    return Promise.reject(new Error('not asked by a check'));
  }

  upload(): Promise<void> {
    return Promise.reject(new Error('not asked by a check'));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  #answer(command: string): string {
    const [program, ...words] = command.split(' ');
    const text = program === 'first_lines' ? this.#firstLines(words) : this.#outputs[command];
    return text === undefined
      ? `\u001d1\u001d${program ?? ''}: not there\u001e`
      : `${text}\u001d0\u001d\u001e`;
  }

  #firstLines(patterns: readonly string[]): string {
    const expressions = patterns.map(matching);
    return [...this.#files]
      .filter(([path]) => expressions.some((expression) => expression.test(path)))
      .map(([path, value]) => `${path}\t${value}\n`)
      .join('');
  }
}
