import { once } from 'node:events';
import { NodeSSH, type Config } from 'node-ssh';
import pRetry from 'p-retry';
import { Failure, Interrupted, reasonOf } from '../../model/failure.js';
import { inMilliseconds, milliseconds, seconds, type Nanoseconds } from '../../model/units.js';
import { withTimeout } from '../command/timeout.js';
import { NoCommonAlgorithm, Unreachable } from '../errors.js';
import { prepareHostKeyCheck, type HostKeyCheck } from './host-key.js';
import { authentication, readCredentials, type Authentication } from './authentication.js';
import type { SshTarget } from './config.js';
import { handshakeLog, type HandshakeLog } from './handshake.js';
import { startProxy, type ProxyProcess } from './proxy.js';

/** How to connect. */
export interface ConnectOptions {
  /** For all attempts together. */
  readonly timeout: Nanoseconds;
  /** Keepalive interval; the connection is dropped after four without an answer. */
  readonly keepalive: Nanoseconds;
  /** Instead of ~/.ssh/config. */
  readonly configFile: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** An established connection. */
export interface SshLink extends AsyncDisposable {
  readonly ssh: NodeSSH;
  /** Why it broke, once it has and where that is known. */
  error(): Error | undefined;
}

/** In ms; each attempt waits that much longer than the one before: a booting machine may drop one. */
const ATTEMPT_TIMEOUT = 4_000;

const levelOf = (error: Error): unknown => ('level' in error ? error.level : undefined);
const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined);

/** One attempt's view of the machine. */
interface Attempt {
  readonly check: HostKeyCheck;
  readonly login: Authentication;
  readonly log: HandshakeLog;
}

/** A Failure for an error that another attempt would repeat; other errors as they are. */
const classify = async (
  error: Error,
  machine: string,
  { host, port }: SshTarget,
  { check, login, log }: Attempt,
): Promise<Error> => {
  const rejection = check.rejection();
  if (rejection !== undefined) return rejection;
  const mismatch = log.mismatch(error);
  if (mismatch?.keyword === 'HostKeyAlgorithms') return check.noCommonType(mismatch.theirs, error);
  if (mismatch !== undefined)
    return new NoCommonAlgorithm(machine, `${host}:${port}`, mismatch, error);
  const level = levelOf(error);
  if (
    login.asked() ||
    level === 'client-authentication' ||
    level === 'agent' ||
    error.message.includes('authentication failures')
  ) {
    return login.refused(error);
  }
  return error;
};

const close = async (ssh: NodeSSH, proxy: ProxyProcess | undefined): Promise<void> => {
  const { connection } = ssh;
  if (connection !== null) {
    const closed = once(connection, 'close');
    connection.end();
    await withTimeout(closed, seconds(2)).catch(() => undefined);
    connection.destroy();
  }
  await proxy?.end();
};

/** One attempt to connect. @throws the SSH library's error; nothing is left open */
const attempt = async (
  target: SshTarget,
  config: Config,
  options: ConnectOptions,
): Promise<SshLink> => {
  const { signal, configFile } = options;
  const proxy = target.proxy && startProxy(target.proxy, target, configFile);
  const ssh = new NodeSSH();
  let failure: Error | undefined;
  const connecting = ssh.connect(proxy === undefined ? config : { ...config, sock: proxy.stream });
  const { connection } = ssh;
  // node-ssh removes its listener once connected; an error without a listener ends the process.
  connection?.on('error', (error: Error) => (failure ??= error));
  // One listener per channel.
  connection?.setMaxListeners(32);
  const stop = (): void => {
    connection?.destroy();
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await connecting;
    // A command is a few small packets; Nagle's algorithm holds one back by 40 ms.
    connection?.setNoDelay(true);
    return { ssh, error: () => failure, [Symbol.asyncDispose]: () => close(ssh, proxy) };
  } catch (error) {
    connection?.destroy();
    const stderr = await proxy?.end();
    if (stderr !== undefined && stderr !== '' && error instanceof Error) {
      error.message += `; the proxy reported: ${stderr}`;
    }
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
};

/**
 * Connects, retrying while the machine may still be booting. A wrong host key, no common algorithm or
 * a refused login is final.
 * @throws Unreachable, HostKeyRejected, NoCommonAlgorithm, AuthenticationFailed, Interrupted
 */
export const connectSsh = async (
  machine: string,
  target: SshTarget,
  options: ConnectOptions,
): Promise<SshLink> => {
  const { host, port, user } = target;
  const address = `${host}:${port}`;
  const { signal } = options;
  const check = await prepareHostKeyCheck(machine, target);
  const credentials = await readCredentials(machine, target);
  const timeout = inMilliseconds(options.timeout);
  const started = performance.now();
  const elapsed = (): number => performance.now() - started;

  let lastError: Error | undefined;
  const tryOnce = async (number: number): Promise<SshLink> => {
    const log = handshakeLog();
    const question = new AbortController();
    const login = authentication(machine, target, credentials, log, () => {
      question.abort();
    });
    const config: Config = {
      host,
      port,
      username: user,
      authHandler: login.next,
      hostVerifier: (key: Buffer, verify: (accepted: boolean) => void) => {
        void check.accepts(key).then(verify);
      },
      algorithms: { serverHostKey: [...check.algorithms] as never },
      debug: log.debug,
      readyTimeout: Math.max(1, Math.min(ATTEMPT_TIMEOUT * number, timeout - elapsed())),
      keepaliveInterval: inMilliseconds(options.keepalive),
      keepaliveCountMax: 3,
    };
    try {
      const stop = AbortSignal.any([question.signal, ...(signal === undefined ? [] : [signal])]);
      return await attempt(target, config, { ...options, signal: stop });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // The last attempt may only have run out of time: the error before it says more.
      if (lastError === undefined || levelOf(error) !== 'client-timeout') lastError = error;
      throw await classify(error, machine, target, { check, login, log });
    }
  };

  try {
    return await pRetry(tryOnce, {
      retries: Number.POSITIVE_INFINITY,
      maxRetryTime: timeout,
      minTimeout: 200,
      maxTimeout: 2_000,
      factor: 1.5,
      shouldRetry: ({ error }) => !(error instanceof Failure) && codeOf(error) !== 'ENOTFOUND',
      signal,
    });
  } catch (error) {
    if (signal?.aborted === true) throw new Interrupted(`connecting to ${machine}`);
    if (error instanceof Failure) throw error;
    const reason = reasonOf(lastError ?? error);
    throw new Unreachable(machine, address, milliseconds(elapsed()), reason, error);
  }
};
