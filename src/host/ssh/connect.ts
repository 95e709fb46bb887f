import type { Config } from 'node-ssh';
import pRetry from 'p-retry';
import { Failure, Interrupted, reasonOf } from '../../model/failure.js';
import { inMilliseconds, milliseconds, type Nanoseconds } from '../../model/units.js';
import { AuthenticationFailed, Unreachable } from '../connection-errors.js';
import { causeOf, classify, levelOf, remedyFor } from './attempt-failure.js';
import { attempt, AttemptFailed, type SshLink } from './attempt.js';
import { handshakeLog, type HandshakeLog, type Phase } from './handshake.js';
import { prepareHostKeyCheck } from './host-key/host-key-check.js';
import { authentication } from './login/authentication.js';
import { readCredentials } from './login/credentials.js';
import { watchProgress } from './progress.js';
import { hostAndPort, type Keepalive, type SshTarget } from './settings/target.js';

/** How to connect. */
export interface ConnectOptions {
  /** The total time for all attempts. */
  readonly timeout: Nanoseconds;
  /** The connection is dropped after this many unanswered keepalives. */
  readonly keepalive: Keepalive;
  /** Instead of ~/.ssh/config. */
  readonly configFile: string | undefined;
  /** Asked after each failed attempt: why no other can succeed, if one cannot. */
  readonly whyHopeless: (() => Promise<Failure | undefined> | undefined) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** In ms; each attempt waits this much longer for an answer than the previous one: a booting machine may drop one. */
const ATTEMPT_TIMEOUT = 4_000;

const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined);

/**
 * Connects, retrying while the machine may still be booting. A wrong host key, no common algorithm, a
 * refused login or an unusable proxy is final.
 * @throws Unreachable, HostKeyRejected, NoCommonAlgorithm, AuthenticationFailed, NoUsableKey,
 *   PreconditionFailure, Interrupted
 */
export const connectSsh = async (
  machine: string,
  target: SshTarget,
  options: ConnectOptions,
): Promise<SshLink> => {
  const { host, port, user, algorithms } = target;
  const { signal, keepalive, configFile, whyHopeless } = options;
  const check = await prepareHostKeyCheck(machine, target);
  const credentials = await readCredentials(machine, target);
  const timeout = inMilliseconds(options.timeout);
  const started = performance.now();
  const elapsed = (): number => performance.now() - started;

  let lastError: Error | undefined;
  let lastPhase: Phase | undefined;
  let hopeless: Failure | undefined;
  const tryOnce = async (number: number): Promise<SshLink> => {
    const ended = new AbortController();
    const end = (): void => {
      ended.abort();
    };
    let verifying = false;
    const left = milliseconds(Math.max(1, timeout - elapsed()));
    const log: HandshakeLog = handshakeLog(() => {
      progress.step();
    });
    const progress = watchProgress(
      milliseconds(Math.min(ATTEMPT_TIMEOUT * number, inMilliseconds(left))),
      () => elapsed() < timeout && (verifying || log.phase() === 'signing'),
      end,
    );
    const login = authentication(machine, target, credentials, log, end);
    const config: Config = {
      host,
      port,
      username: user,
      forceIPv4: target.family === 4,
      forceIPv6: target.family === 6,
      ...(target.bindAddress !== undefined && { localAddress: target.bindAddress }),
      authHandler: login.next,
      hostVerifier: (key: Buffer, verify: (accepted: boolean) => void) => {
        verifying = true;
        void check.accepts(key).then((accepted) => {
          verifying = false;
          verify(accepted);
        });
      },
      algorithms: {
        serverHostKey: [...check.algorithms] as never,
        ...(algorithms.kex && { kex: [...algorithms.kex] }),
        ...(algorithms.ciphers && { cipher: [...algorithms.ciphers] }),
        ...(algorithms.macs && { hmac: [...algorithms.macs] }),
      },
      debug: log.debug,
      readyTimeout: inMilliseconds(left),
      keepaliveInterval: inMilliseconds(keepalive.interval),
      keepaliveCountMax: keepalive.count,
    };
    try {
      const stop = AbortSignal.any([ended.signal, ...(signal === undefined ? [] : [signal])]);
      return await attempt(target, config, configFile, stop);
    } catch (error) {
      if (!(error instanceof AttemptFailed)) throw error;
      const late = progress.stalled() || elapsed() >= timeout;
      const cause = causeOf(error.cause, late && !login.asked(), log);
      const failure = await classify(cause, error.proxy, machine, target, {
        banner: error.banner,
        check,
        login,
        log,
      });
      // The last attempt may only have timed out: the error before it is more informative.
      if (lastError === undefined || levelOf(failure) !== 'client-timeout') {
        lastError = failure;
        lastPhase = late ? log.phase() : undefined;
      }
      throw failure;
    } finally {
      progress.end();
    }
  };

  try {
    return await pRetry(tryOnce, {
      retries: Number.POSITIVE_INFINITY,
      maxRetryTime: timeout,
      minTimeout: 200,
      maxTimeout: 2_000,
      factor: 1.5,
      shouldRetry: async ({ error }) => {
        if (error instanceof Failure || codeOf(error) === 'ENOTFOUND') return false;
        hopeless = await whyHopeless?.();
        return hopeless === undefined;
      },
      signal,
    });
  } catch (error) {
    if (signal?.aborted === true) throw new Interrupted(`connecting to ${machine}`);
    if (error instanceof Failure) throw error;
    if (hopeless !== undefined) throw hopeless;
    const reason = reasonOf(lastError ?? error);
    if (lastPhase === 'signing') {
      throw new AuthenticationFailed(machine, `${user}@${host}`, reason, { cause: error });
    }
    const tried = milliseconds(elapsed());
    const remedy = remedyFor(lastError, lastPhase, target, options.timeout);
    throw new Unreachable(machine, hostAndPort(host, port), tried, reason, {
      cause: error,
      remedy,
    });
  }
};
