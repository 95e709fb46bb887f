import { Failure, PreconditionFailure, reasonOf } from '../model/failure.js';
import { inSeconds, type Nanoseconds } from '../model/units.js';
import type { Argv } from '../model/command.js';
import type { Output } from './host.js';
import { MORE_SESSIONS } from './command/login.js';
import { MOST_OUTPUT } from './command/output-room.js';
import { readable } from './command/quote.js';

const lastLines = (text: string, count = 8): string =>
  text.trimEnd().split('\n').slice(-count).join('\n');

/** The end of a command's standard error, or of its output if standard error is empty. */
const lastOutput = ({ stderr, stdout }: Output): string => {
  const lines = lastLines(stderr.trim() === '' ? stdout : stderr);
  return lines === '' ? 'no output' : lines;
};

export const secondsText = (duration: Nanoseconds): string =>
  `${Number(inSeconds(duration).toFixed(1))} s`;

/** A command exited with a code other than 0. */
export class CommandFailed extends Failure {
  readonly output: Output;

  /** @param attempted the purpose of the command; default: the command itself */
  constructor(machine: string, output: Output, attempted?: string) {
    super({
      attempted: attempted ?? `running ${readable(output.argv)}`,
      where: machine,
      got: `exit code ${output.exitCode}: ${lastOutput(output)}`,
    });
    this.output = output;
  }
}

/** As iproute2 prints it, of `ip -n NAME` and `ip netns exec NAME` alike (lib/namespace.c). */
const MISSING_NAMESPACE = /^Cannot open network namespace "(.*)": No such file or directory$/m;

/** A network namespace in which a command was to run does not exist. */
export class NamespaceMissing extends PreconditionFailure {
  constructor(machine: string, namespace: string, { argv }: Output) {
    super({
      attempted: `running ${readable(argv)}`,
      where: machine,
      got: `there is no network namespace ${namespace}`,
      remedy: `if it is the namespace of a role, correct it in the testbed, or add it: ip netns add ${namespace}`,
    });
  }
}

/** Why a command failed that exited with a code other than 0. */
export const commandFailure = (
  machine: string,
  output: Output,
): CommandFailed | NamespaceMissing => {
  const [, namespace] = MISSING_NAMESPACE.exec(output.stderr) ?? [];
  return namespace === undefined
    ? new CommandFailed(machine, output)
    : new NamespaceMissing(machine, namespace, output);
};

/** Something else ran in a command's place, or nothing did. */
export class CommandNotRun extends PreconditionFailure {
  /** @param printed the output in its place */
  constructor(machine: string, argv: Argv, printed: string, remedy: string) {
    const lines = lastLines(printed.trim());
    super({
      attempted: `running ${readable(argv)}`,
      where: machine,
      got: `it did not run; printed in its place: ${lines === '' ? 'nothing' : lines}`,
      remedy,
    });
  }
}

/** The machine's sshd accepts the login but opens no session for a command. */
export class SessionsRefused extends PreconditionFailure {
  constructor(machine: string, argv: Argv, cause: unknown) {
    super({
      attempted: `running ${readable(argv)}`,
      where: machine,
      got: `it refuses every session: ${reasonOf(cause)}`,
      remedy: MORE_SESSIONS,
      cause,
    });
  }
}

/** Whether commands can no longer run on the machine, so that trying another is useless. */
export const nothingRuns = (error: unknown): boolean =>
  error instanceof CommandNotRun ||
  error instanceof SessionsRefused ||
  (error instanceof Failure && error.kind === 'unreachable');

/** A command was terminated on its machine because it exceeded its deadline. */
export class DeadlineExceeded extends Failure {
  readonly argv: Argv;

  constructor(machine: string, argv: Argv, deadline: Nanoseconds) {
    super({
      attempted: `running ${readable(argv)}`,
      where: machine,
      got: `timed out after ${secondsText(deadline)} and was terminated`,
    });
    this.argv = argv;
  }
}

/** A command was terminated on its machine because it printed too much. */
export class OutputTooLong extends Failure {
  constructor(machine: string, argv: Argv) {
    super({
      attempted: `running ${readable(argv)}`,
      where: machine,
      got: `it printed more than ${MOST_OUTPUT / 1024 ** 2} MiB and was terminated`,
    });
  }
}

/** The connection was lost while a command was running; how far the command got is unknown. */
export class ConnectionLost extends Failure {
  override readonly kind = 'unreachable';

  constructor(machine: string, argv: Argv, cause: unknown) {
    const reason = reasonOf(cause);
    super({
      attempted: `running ${readable(argv)}`,
      where: machine,
      got: `the connection was lost: ${reason}`,
      remedy:
        'check that the machine is up, then undo the changes recorded on it: vrbench teardown',
      cause,
    });
  }
}

/** The lock was lost, and another controller may hold it: the machine runs no more commands for this one. */
export class LockLost extends ConnectionLost {
  /** @param cause why it was lost, if known */
  constructor(machine: string, argv: Argv, cause?: unknown) {
    const why = cause === undefined ? '' : `: ${reasonOf(cause)}`;
    super(machine, argv, new Error(`this computer no longer holds its lock${why}`, { cause }));
  }
}
