import { Failure, reasonOf } from '../model/failure.js';
import { inSeconds, type Nanoseconds } from '../model/units.js';
import type { Argv } from '../model/command.js';
import type { Output } from './host.js';
import { readable } from './command/quote.js';

const lastLines = (text: string, count = 8): string =>
  text.trimEnd().split('\n').slice(-count).join('\n');

/** The end of a command's standard error, or of its output where standard error is empty. */
const lastOutput = ({ stderr, stdout }: Output): string => {
  const lines = lastLines(stderr.trim() === '' ? stdout : stderr);
  return lines === '' ? 'no output' : lines;
};

const secondsText = (duration: Nanoseconds): string =>
  `${Number(inSeconds(duration).toFixed(1))} s`;

/** A command exited with a code other than 0. */
export class CommandFailed extends Failure {
  readonly output: Output;

  /** @param attempted what the command was for; the command itself when absent */
  constructor(machine: string, output: Output, attempted?: string) {
    super({
      attempted: attempted ?? `running ${readable(output.argv)}`,
      where: machine,
      got: `exit code ${output.exitCode}: ${lastOutput(output)}`,
    });
    this.output = output;
  }
}

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

/** The connection broke while a command was running; how far the command got is unknown. */
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

/** No connection could be established within the time allowed. */
export class Unreachable extends Failure {
  override readonly kind = 'unreachable';

  /** @param address host:port */
  constructor(
    machine: string,
    address: string,
    tried: Nanoseconds,
    reason: string,
    cause?: unknown,
  ) {
    super({
      attempted: `connecting to ${address}`,
      where: machine,
      got: `no connection within ${secondsText(tried)}: ${reason}`,
      remedy:
        'check that the machine is up, that sshd is running, and that host and port are correct',
      cause,
    });
  }
}

/** The machine's host key is not trusted. No user name, key or command was sent. */
export class HostKeyRejected extends Failure {
  override readonly kind = 'unreachable';

  constructor(machine: string, address: string, reason: string, remedy: string, cause?: unknown) {
    super({
      attempted: `verifying the host key of ${address}`,
      where: machine,
      got: `${reason}; nothing was sent`,
      remedy,
      cause,
    });
  }
}

/** The host key was verified, but the login was refused. */
export class AuthenticationFailed extends Failure {
  override readonly kind = 'unreachable';

  constructor(machine: string, login: string, reason: string, cause?: unknown) {
    super({
      attempted: `logging in as ${login}`,
      where: machine,
      got: reason,
      remedy:
        'install the public key with ssh-copy-id; a private key with a passphrase must be loaded into the ssh agent: ssh-add FILE',
      cause,
    });
  }
}
