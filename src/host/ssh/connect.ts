import { NodeSSH, type Config } from 'node-ssh';
import pRetry from 'p-retry';
import { Failure, Interrupted } from '../../model/failure.js';
import { inMilliseconds, milliseconds, type Nanoseconds } from '../../model/units.js';
import { AuthenticationFailed, Unreachable } from '../errors.js';
import { prepareHostKeyCheck, type HostKeyCheck } from './host-key.js';
import { authenticationMethods } from './authentication.js';
import type { SshTarget } from './config.js';
import { startCarrier, type Carrier } from './proxy.js';

/** How a connection is made. */
export interface ConnectOptions {
  /** Time for all attempts together. */
  readonly timeout: Nanoseconds;
  /** How often to ask a silent peer whether it is there; it is given up after four silences. */
  readonly keepalive: Nanoseconds;
  /** Instead of ~/.ssh/config. */
  readonly configFile: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A connection that is up. */
export interface SshLink {
  readonly ssh: NodeSSH;
  /** Why it broke, once it did and where that is known. */
  trouble(): Error | undefined;
  /** The program that carries it, if one does. */
  readonly carrier: Carrier | undefined;
}

/** An attempt's share of the time: short at first, as a booting machine may swallow one. */
const SHARE = 4_000;

const levelOf = (error: Error): unknown => ('level' in error ? error.level : undefined);
const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined);

/** An error that another attempt would only repeat, or the same error where it might not. */
const classify = (
  error: Error,
  machine: string,
  { user, host }: SshTarget,
  check: HostKeyCheck,
): Error => {
  const rejection = check.rejection();
  if (rejection !== undefined) return rejection;
  if (error.message.includes('no matching host key')) return check.noCommonType(error);
  const level = levelOf(error);
  if (
    level === 'client-authentication' ||
    level === 'agent' ||
    error.message.includes('authentication failures')
  ) {
    return new AuthenticationFailed(machine, `${user}@${host}`, error.message, error);
  }
  return error;
};

/** Makes one attempt. @throws the SSH library's error; nothing is left open */
const attempt = async (
  target: SshTarget,
  config: Config,
  options: ConnectOptions,
): Promise<SshLink> => {
  const { signal, configFile } = options;
  const carrier = target.proxy && startCarrier(target.proxy, target, configFile);
  const ssh = new NodeSSH();
  let trouble: Error | undefined;
  const connecting = ssh.connect(
    carrier === undefined ? config : { ...config, sock: carrier.stream },
  );
  const { connection } = ssh;
  // node-ssh drops its own listener once connected; an error nobody listens to ends the process.
  connection?.on('error', (error: Error) => (trouble ??= error));
  // One listener a channel.
  connection?.setMaxListeners(32);
  const stop = (): void => {
    connection?.destroy();
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await connecting;
    // A command is a few small packets; Nagle's algorithm holds one back by 40 ms.
    connection?.setNoDelay(true);
    return { ssh, trouble: () => trouble, carrier };
  } catch (error) {
    connection?.destroy();
    const complaint = await carrier?.end();
    if (complaint !== undefined && complaint !== '' && error instanceof Error) {
      error.message += `; its proxy said: ${complaint}`;
    }
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
};

/**
 * Connects, trying again while the machine may still be booting. A wrong host key or a refused
 * login is final.
 * @throws Unreachable, HostKeyRejected, AuthenticationFailed, Interrupted
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
  const authHandler = await authenticationMethods(machine, target);
  const timeout = inMilliseconds(options.timeout);
  const started = performance.now();
  const elapsed = (): number => performance.now() - started;

  let telling: Error | undefined;
  const once = async (number: number): Promise<SshLink> => {
    const config: Config = {
      host,
      port,
      username: user,
      authHandler,
      hostVerifier: (key: Buffer) => check.accepts(key),
      algorithms: { serverHostKey: [...check.algorithms] as never },
      readyTimeout: Math.max(1, Math.min(SHARE * number, timeout - elapsed())),
      keepaliveInterval: inMilliseconds(options.keepalive),
      keepaliveCountMax: 3,
    };
    try {
      return await attempt(target, config, options);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // The last attempt may just have had too little time left to fail like the others.
      if (telling === undefined || levelOf(error) !== 'client-timeout') telling = error;
      throw classify(error, machine, target, check);
    }
  };

  try {
    return await pRetry(once, {
      retries: Number.POSITIVE_INFINITY,
      maxRetryTime: timeout,
      minTimeout: 200,
      maxTimeout: 2_000,
      factor: 1.5,
      shouldRetry: ({ error }) => !(error instanceof Failure) && codeOf(error) !== 'ENOTFOUND',
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw new Interrupted(`connecting to ${machine}`);
    if (error instanceof Failure) throw error;
    const reason = telling?.message ?? String(error);
    throw new Unreachable(machine, address, milliseconds(elapsed()), reason, error);
  }
};
