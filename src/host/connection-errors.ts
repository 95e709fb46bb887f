import { Failure, PreconditionFailure } from '../model/failure.js';
import type { Nanoseconds } from '../model/units.js';
import { secondsText } from './errors.js';

/** What the two sides of a connection support. */
export interface AlgorithmLists {
  readonly keyword: string;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
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
    { cause, remedy }: { readonly cause?: unknown; readonly remedy?: string | undefined } = {},
  ) {
    super({
      attempted: `connecting to ${address}`,
      where: machine,
      got: `no connection within ${secondsText(tried)}: ${reason}`,
      remedy:
        remedy ??
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

/** The two sides of a connection support no common algorithm of some kind. */
export class NoCommonAlgorithm extends Failure {
  override readonly kind = 'unreachable';

  /** @param keyword what sshd_config(5) calls the list */
  constructor(
    machine: string,
    address: string,
    { keyword, ours, theirs }: AlgorithmLists,
    cause: unknown,
  ) {
    super({
      attempted: `connecting to ${address}`,
      where: machine,
      got: `no common algorithm (${keyword}): this side supports ${ours.join(', ')}; the machine ${theirs.join(', ')}`,
      remedy: `enable one of this side's in the machine's sshd_config: ${keyword} +${ours[0] ?? ''}`,
      cause,
    });
  }
}

/** This computer has no key to log in with. */
export class NoUsableKey extends PreconditionFailure {
  constructor(
    machine: string,
    login: string,
    got: string,
    remedy = 'create a key with ssh-keygen, and install it with ssh-copy-id; one with a passphrase must be loaded into the ssh agent: ssh-add FILE',
  ) {
    super({ attempted: `logging in as ${login}`, where: machine, got, remedy });
  }
}

/** The host key was verified, but the login was refused. */
export class AuthenticationFailed extends Failure {
  override readonly kind = 'unreachable';

  constructor(
    machine: string,
    login: string,
    reason: string,
    { cause, remedy }: { readonly cause?: unknown; readonly remedy?: string | undefined } = {},
  ) {
    super({
      attempted: `logging in as ${login}`,
      where: machine,
      got: reason,
      remedy:
        remedy ??
        'install the public key with ssh-copy-id; a private key with a passphrase must be loaded into the ssh agent: ssh-add FILE',
      cause,
    });
  }
}
