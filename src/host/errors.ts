import { Failure, reasonOf } from '../model/failure.js';
import { inSeconds, type Nanoseconds } from '../model/units.js';
import type { Argv } from '../model/command.js';
import type { Output } from './host.js';
import { readable } from './command/quote.js';

const lastLines = (text: string, count = 8): string =>
  text.trimEnd().split('\n').slice(-count).join('\n');

/** What a command said last: its standard error, or its output where it wrote no error. */
const lastWords = ({ stderr, stdout }: Output): string => {
  const words = lastLines(stderr.trim() === '' ? stdout : stderr);
  return words === '' ? 'it wrote nothing' : words;
};

const inWords = (duration: Nanoseconds): string => `${Number(inSeconds(duration).toFixed(1))} s`;

/** A command ended with another exit code than 0. */
export class CommandFailed extends Failure {
  readonly output: Output;

  /** @param attempted says what the command was for; the command itself when absent */
  constructor(machine: string, output: Output, attempted?: string) {
    super({
      attempted: attempted ?? `running ${readable(output.argv)}`,
      where: machine,
      got: `exit code ${output.exitCode}: ${lastWords(output)}`,
    });
    this.output = output;
  }
}

/** A command was ended on its machine because it took too long. */
export class DeadlineExceeded extends Failure {
  readonly argv: Argv;

  constructor(machine: string, argv: Argv, deadline: Nanoseconds) {
    super({
      attempted: `running ${readable(argv)}`,
      where: machine,
      got: `not done after ${inWords(deadline)}, so it was ended`,
    });
    this.argv = argv;
  }
}

/** The connection broke while it was in use; what the command did is not known. */
export class ConnectionLost extends Failure {
  override readonly kind = 'unreachable';

  constructor(machine: string, argv: Argv, cause: unknown) {
    const reason = reasonOf(cause);
    super({
      attempted: `running ${readable(argv)}`,
      where: machine,
      got: `the connection was lost: ${reason}`,
      remedy: 'see that the machine is up, then undo what is recorded on it: vrbench teardown',
      cause,
    });
  }
}

/** No connection came about within the time allowed. */
export class Unreachable extends Failure {
  override readonly kind = 'unreachable';

  /** @param address as host:port, or the proxy's command */
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
      got: `no answer, tried for ${inWords(tried)}: ${reason}`,
      remedy: 'see that the machine is up, that sshd runs there and that host and port are right',
      cause,
    });
  }
}

/** The machine's host key is not one we trust. No user name, key or command was sent. */
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

/** The machine is there and is the right one, but does not let us in. */
export class AuthenticationFailed extends Failure {
  override readonly kind = 'unreachable';

  constructor(machine: string, login: string, reason: string, cause?: unknown) {
    super({
      attempted: `logging in as ${login}`,
      where: machine,
      got: reason,
      remedy:
        'install the public key with ssh-copy-id; a private key with a passphrase has to be in the ssh agent: ssh-add FILE',
      cause,
    });
  }
}
