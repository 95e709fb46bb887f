import type { Argv } from '../../model/command.js';
import { Interrupted } from '../../model/failure.js';
import { seconds } from '../../model/units.js';
import { openLineProtocol } from './line-protocol.js';
import { CommandFailed, ConnectionLost, DeadlineExceeded } from '../errors.js';
import type { Host, LineSession, Output, RunOptions, Upload } from '../host.js';
import { hostIn } from '../namespaced-host.js';
import { withTimeout } from './timeout.js';
import { assertPassable, readable } from './quote.js';
import { createLimiter, type Limiter } from './limiter.js';
import {
  PATIENCE,
  supervise,
  type ProcessControl,
  type Task,
  type Verdict,
} from './supervision.js';
import { endGroup } from './supervisor.js';
import type { OutputHandlers, Transport } from './transport.js';
import { writeCommand } from './upload.js';

/** One command that was run, for the log. */
export interface CommandLogEntry {
  readonly machine: string;
  readonly argv: Argv;
  /** `null` where the command did not end by itself. */
  readonly exitCode: number | null;
  readonly milliseconds: number;
}

/** Called once for each command, after it. */
export type CommandLog = (entry: CommandLogEntry) => void;

const DEFAULT_DEADLINE = seconds(60);
const UPLOAD_DEADLINE = seconds(300);
/** Limiter set apart for ending commands, so that they never wait for the commands they end. */
const URGENT = 2;
const asRoot = (argv: Argv): Argv => ['sudo', '-n', '--', ...argv];

/** The meaning of Host, the same whatever carries the commands. */
export class CommandHost implements Host {
  readonly name: string;
  readonly #transport: Transport;
  readonly #hands: ProcessControl;
  readonly #log: CommandLog | undefined;
  readonly #slots: Limiter;
  readonly #urgent: Limiter;

  constructor(name: string, transport: Transport, sudo: boolean, log?: CommandLog) {
    this.name = name;
    this.#transport = transport;
    this.#hands = {
      start: (argv, stdin, output) => transport.start(sudo ? asRoot(argv) : argv, stdin, output),
      end: (group) => this.#end(group),
    };
    this.#log = log;
    this.#slots = createLimiter(transport.concurrency);
    this.#urgent = createLimiter(URGENT);
  }

  in(namespace: string | undefined): Host {
    return hostIn(this, namespace);
  }

  async run(argv: Argv, options: RunOptions = {}): Promise<Output> {
    const output = await this.attempt(argv, options);
    if (output.exitCode !== 0) throw new CommandFailed(this.name, output);
    return output;
  }

  attempt(argv: Argv, options: RunOptions = {}): Promise<Output> {
    const { stdin = '', deadline = DEFAULT_DEADLINE, signal } = options;
    return this.#perform({ argv, stdin: Buffer.from(stdin), deadline, signal });
  }

  async withLineProtocol<Result>(
    argv: Argv,
    session: LineSession<Result>,
    { deadline = DEFAULT_DEADLINE, signal }: Omit<RunOptions, 'stdin'> = {},
  ): Promise<Result> {
    const { ask, questions, hear, close, abandon } = openLineProtocol();
    const ending = this.#perform({ argv, stdin: questions, hear, deadline, signal });
    const said = session(ask).finally(close);
    // The program's own trouble comes first: it explains why there was no answer.
    said.catch(() => undefined);
    const output = await ending.finally(abandon);
    if (output.exitCode !== 0) throw new CommandFailed(this.name, output);
    return said;
  }

  async upload(
    files: readonly Upload[],
    { signal }: { signal?: AbortSignal | undefined } = {},
  ): Promise<void> {
    if (files.length === 0) return;
    const task = { ...writeCommand(files), deadline: UPLOAD_DEADLINE, signal };
    const output = await this.#perform(task);
    if (output.exitCode === 0) return;
    const paths = files.map(({ path }) => path).join(', ');
    throw new CommandFailed(this.name, output, `writing ${paths}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#transport[Symbol.asyncDispose]();
  }

  async #perform(task: Task): Promise<Output> {
    const { argv, deadline, signal } = task;
    assertPassable(argv);
    const verdict = await this.#slots(() => this.#logged(task), signal);
    switch (verdict.state) {
      case 'ended': {
        const { exitCode, stdout, stderr } = verdict;
        return { argv, exitCode, stdout, stderr };
      }
      case 'overdue':
        throw new DeadlineExceeded(this.name, argv, deadline);
      case 'aborted':
        throw new Interrupted(`running ${readable(argv)} on ${this.name}`);
    }
  }

  async #logged(task: Task): Promise<Verdict> {
    const started = performance.now();
    let exitCode: number | null = null;
    try {
      const verdict = await supervise(this.#hands, task);
      if (verdict.state === 'ended') exitCode = verdict.exitCode;
      return verdict;
    } catch (cause) {
      throw new ConnectionLost(this.name, task.argv, cause);
    } finally {
      const milliseconds = Math.round(performance.now() - started);
      this.#log?.({ machine: this.name, argv: task.argv, exitCode, milliseconds });
    }
  }

  async #end(group: number): Promise<void> {
    const silent: OutputHandlers = { stdout: () => undefined, stderr: () => undefined };
    await this.#urgent(async () => {
      const ending = this.#hands.start(endGroup(group), new Uint8Array(), silent);
      // A lost connection cannot end anything; the machine's own timeout does later.
      await withTimeout(ending.ended, PATIENCE).catch(() => undefined);
      ending.close();
    });
  }
}
