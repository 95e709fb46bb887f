import { asError } from '../../model/failure.js';
import { inSeconds, type Nanoseconds } from '../../model/units.js';
import { NoCommonAlgorithm } from '../connection-errors.js';
import type { HandshakeLog, Phase } from './handshake.js';
import type { HostKeyCheck } from './host-key/host-key-check.js';
import type { Authentication } from './login/authentication.js';
import { proxyFailure } from './proxy-failure.js';
import type { ProxyEnd } from './proxy.js';
import { hostAndPort, type Proxy, type SshTarget } from './settings/target.js';

export const levelOf = (error: Error): unknown => ('level' in error ? error.level : undefined);

/** The machine closed the connection instead of accepting a key: PAM does not permit the login, for example. */
class ClosedAtLogin extends Error {
  /** @param banner its last one: PAM's reason, if it gives one */
  constructor(banner: string, cause: Error) {
    const text = 'it accepted the key, then closed the connection';
    super(banner === '' ? text : `${text}: ${banner}`, { cause });
  }
}

/** One attempt's view of the machine. */
interface View {
  readonly banner: string;
  readonly check: HostKeyCheck;
  readonly login: Authentication;
  readonly log: HandshakeLog;
}

const proxyName = (proxy: Proxy): string =>
  proxy.kind === 'jump' ? `jump host ${proxy.hops}` : `ProxyCommand ${proxy.command}`;

/** A Failure if another attempt would fail the same way; otherwise an error that says what was awaited. */
export const classify = async (
  error: Error,
  proxy: ProxyEnd | undefined,
  machine: string,
  target: SshTarget,
  { banner, check, login, log }: View,
): Promise<Error> => {
  const rejection = check.rejection();
  if (rejection !== undefined) return rejection;
  const { host, port } = target;
  const address = hostAndPort(host, port);
  const mismatch = log.mismatch(error);
  if (mismatch?.keyword === 'HostKeyAlgorithms') return check.noCommonType(mismatch.theirs, error);
  if (mismatch !== undefined) return new NoCommonAlgorithm(machine, address, mismatch, error);
  const level = levelOf(error);
  if (
    login.asked() ||
    level === 'client-authentication' ||
    level === 'agent' ||
    error.message.includes('authentication failures')
  ) {
    return login.refused(error);
  }
  // Not final: a machine that boots admits only root at first (pam_nologin).
  if (log.signed() && level !== 'client-timeout' && level !== 'client-socket') {
    return new ClosedAtLogin(banner, error);
  }
  if (proxy === undefined || target.proxy === undefined) return error;
  const failure = proxyFailure({ machine, target, proxy: target.proxy }, proxy);
  if (failure !== undefined) return failure;
  const reason =
    proxy.exitCode === undefined ? 'no data came through it' : `it exited with ${proxy.exitCode}`;
  const printed = proxy.stderr.trim();
  const message = `${proxyName(target.proxy)}: ${printed === '' ? reason : printed}`;
  return Object.assign(new Error(message, { cause: error }), { level });
};

/** What was being awaited at the timeout. */
const WAITED: Readonly<Record<Phase, string>> = {
  connecting: 'no answer',
  connected: 'it accepts the connection, but no SSH server answers',
  answering: 'its SSH server answers, but too slowly to log in',
  signing: 'the ssh agent has not signed yet',
};

/** The cause of an attempt's end, in place of the SSH library's error. */
export const causeOf = (error: unknown, late: boolean, log: HandshakeLog): Error => {
  if (late) return Object.assign(new Error(WAITED[log.phase()]), { level: 'client-timeout' });
  return asError(error);
};

/** The remedy if the login was not permitted, the time was too short, or if there is a proxy. */
export const remedyFor = (
  error: unknown,
  phase: Phase | undefined,
  { proxy, user }: SshTarget,
  timeout: Nanoseconds,
): string | undefined => {
  if (error instanceof ClosedAtLogin) {
    return `permit ${user} to log in on that machine: see its log (journalctl -u ssh), /run/nologin, chage -l ${user}`;
  }
  if (phase === 'answering') {
    return `allow it more time: connectTimeout in the machine's connection in the testbed; it was ${inSeconds(timeout)} s`;
  }
  if (proxy === undefined) return undefined;
  return `check that the machine is up, that sshd is running, and the proxy: ${proxyName(proxy)}`;
};
