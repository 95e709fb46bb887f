import type { Argv } from '../../model/command.js';
import { Interrupted } from '../../model/failure.js';
import { seconds } from '../../model/units.js';
import { openLineProtocol } from './line-protocol.js';
import {
  CommandFailed,
  commandFailure,
  CommandNotRun,
  ConnectionLost,
  DeadlineExceeded,
  LockLost,
  OutputTooLong,
  SessionsRefused,
} from '../errors.js';
import type { Host, LineSession, Output, RunOptions, Upload } from '../host.js';
import { hostIn } from '../namespaced-host.js';
import { printedInPlace, remedyFor, type Login } from './login.js';
import { withTimeout } from './timeout.js';
import { assertPassable, readable } from './quote.js';
import { createLimiter, type Limiter } from './limiter.js';
import {
  END_TIMEOUT,
  supervise,
  type CommandEnd,
  type ProcessControl,
  type SupervisedCommand,
} from './supervision.js';
import { refusedByTimeout, shellSupervised } from './shell-supervisor.js';
import { supervised, terminateGroup } from './supervisor.js';
import { refusedAsOver, type Tenure } from './tenure.js';
import { SessionRefused, type OutputHandlers, type Transport } from './transport.js';
import { writeCommand } from './upload.js';

/** A log entry for one command. */
export interface CommandLogEntry {
  readonly machine: string;
  readonly argv: Argv;
  /** `null` if the command did not exit by itself. */
  readonly exitCode: number | null;
  readonly milliseconds: number;
}

/** Called once for each command, after it ended. */
export type CommandLog = (entry: CommandLogEntry) => void;

const DEFAULT_DEADLINE = seconds(60);
const UPLOAD_DEADLINE = seconds(300);
/** Reserved for terminating commands, which must not queue behind the commands they terminate. */
const RESERVED = 2;
const asRoot = (argv: Argv): Argv => ['sudo', '-n', '--', ...argv];

/** A host on top of any transport: exit codes, deadlines, aborts, uploads and logging. */
export class CommandHost implements Host {
  readonly name: string;
  readonly #transport: Transport;
  #processes: ProcessControl;
  readonly #login: Login;
  readonly #log: CommandLog | undefined;
  readonly #limiter: Limiter;
  readonly #reserved: Limiter;
  #tenure: Tenure | undefined;

  constructor(name: string, transport: Transport, login: Login, log?: CommandLog) {
    this.name = name;
    this.#transport = transport;
    this.#login = login;
    this.#processes = {
      supervised,
      start: (argv, stdin, output) =>
        transport.start(login.sudo ? asRoot(argv) : argv, stdin, output),
      terminate: (group) => this.#terminate(group),
    };
    this.#log = log;
    this.#limiter = createLimiter(transport.concurrency);
    this.#reserved = createLimiter(RESERVED);
  }

  in(namespace: string | undefined): Host {
    return hostIn(this, namespace);
  }

  /** From now on commands run only during this tenure of the machine's lock; undefined: without a lock. */
  runWithin(tenure: Tenure | undefined): void {
    this.#tenure = tenure;
  }

  async run(argv: Argv, options: RunOptions = {}): Promise<Output> {
    const output = await this.attempt(argv, options);
    if (output.exitCode !== 0) throw commandFailure(this.name, output);
    return output;
  }

  attempt(argv: Argv, options: RunOptions = {}): Promise<Output> {
    const { stdin = '', deadline = DEFAULT_DEADLINE, signal } = options;
    return this.#execute({ argv, stdin: Buffer.from(stdin), deadline, signal });
  }

  async withLineProtocol<Result>(
    argv: Argv,
    session: LineSession<Result>,
    { deadline = DEFAULT_DEADLINE, signal }: Omit<RunOptions, 'stdin'> = {},
  ): Promise<Result> {
    const { ask, stdin, onStdout, close, abandon } = openLineProtocol();
    const execution = this.#execute({ argv, stdin, onStdout, deadline, signal });
    const result = session(ask).finally(close);
    // The program's own error is reported first: it explains why an answer is missing.
    result.catch(() => undefined);
    const output = await execution.finally(abandon);
    if (output.exitCode !== 0) throw commandFailure(this.name, output);
    return result;
  }

  async upload(
    files: readonly Upload[],
    { signal }: { signal?: AbortSignal | undefined } = {},
  ): Promise<void> {
    if (files.length === 0) return;
    const command = { ...writeCommand(files), deadline: UPLOAD_DEADLINE, signal };
    const output = await this.#execute(command);
    if (output.exitCode === 0) return;
    const paths = files.map(({ path }) => path).join(', ');
    throw new CommandFailed(this.name, output, `writing ${paths}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#transport[Symbol.asyncDispose]();
  }

  async #execute(order: Omit<SupervisedCommand, 'tenure'>): Promise<Output> {
    const command = { ...order, tenure: this.#tenure };
    const { argv, deadline, signal } = command;
    assertPassable(argv);
    const end = await this.#limiter(() => this.#logged(command), signal);
    switch (end.state) {
      case 'exited': {
        const { exitCode, stdout, stderr } = end;
        return { argv, exitCode, stdout, stderr };
      }
      case 'not-run': {
        const { printed } = end;
        if (refusedAsOver(printed)) throw new LockLost(this.name, argv);
        const remedy = remedyFor(printed, this.#login);
        throw new CommandNotRun(this.name, argv, printedInPlace(printed), remedy);
      }
      case 'flooded':
        throw new OutputTooLong(this.name, argv);
      case 'timed-out':
        throw new DeadlineExceeded(this.name, argv, deadline);
      case 'aborted':
        throw new Interrupted(`running ${readable(argv)} on ${this.name}`);
    }
  }

  async #logged(command: SupervisedCommand): Promise<CommandEnd> {
    const started = performance.now();
    let exitCode: number | null = null;
    try {
      const end = await this.#supervise(command);
      if (end.state === 'exited') exitCode = end.exitCode;
      return end;
    } catch (cause) {
      throw cause instanceof SessionRefused
        ? new SessionsRefused(this.name, command.argv, cause)
        : new ConnectionLost(this.name, command.argv, cause);
    } finally {
      const milliseconds = Math.round(performance.now() - started);
      this.#log?.({ machine: this.name, argv: command.argv, exitCode, milliseconds });
    }
  }

  /** If the machine's `timeout` cannot be used, nothing has run yet, and its shell supervises from then on. */
  async #supervise(command: SupervisedCommand): Promise<CommandEnd> {
    const processes = this.#processes;
    const end = await supervise(processes, command);
    if (processes.supervised === shellSupervised || !refusedByTimeout(end)) return end;
    this.#processes = { ...this.#processes, supervised: shellSupervised };
    return supervise(this.#processes, command);
  }

  async #terminate(group: number): Promise<void> {
    const ignored: OutputHandlers = { stdout: () => undefined, stderr: () => undefined };
    await this.#reserved(async () => {
      const command = this.#processes.start(terminateGroup(group), new Uint8Array(), ignored);
      // Over a lost connection nothing can be terminated; timeout on the machine does that later.
      await withTimeout(command.ended, END_TIMEOUT).catch(() => undefined);
      command.close();
    });
  }
}
