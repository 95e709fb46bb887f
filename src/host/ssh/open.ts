import type { SshConnection } from '../../config/testbed/testbed-file.js';
import type { Failure } from '../../model/failure.js';
import { seconds, type Nanoseconds } from '../../model/units.js';
import { CommandHost, type CommandLog } from '../command/command-host.js';
import { resolveTarget } from './settings/resolve.js';
import type { SshLink } from './attempt.js';
import { connectSsh } from './connect.js';
import { Sessions } from './sessions.js';
import type { Keepalive } from './settings/target.js';
import { SshTransport } from './transport.js';

/** How to connect to a machine. */
export interface SshOptions {
  readonly log?: CommandLog | undefined;
  /** The total time for all attempts to connect. Default: from the testbed or ConnectTimeout, or 20 s. */
  readonly connectTimeout?: Nanoseconds | undefined;
  /** Keepalive interval. Default: ServerAliveInterval, or 4 s; dropped after four without an answer. */
  readonly keepalive?: Nanoseconds | undefined;
  /** Instead of ~/.ssh/config. */
  readonly configFile?: string | undefined;
  /** Asked after each failed attempt: why no other can succeed, if one cannot. */
  readonly whyHopeless?: (() => Promise<Failure | undefined> | undefined) | undefined;
  /** Stops connecting. */
  readonly signal?: AbortSignal | undefined;
}

const CONNECT_TIMEOUT = seconds(20);
const KEEPALIVE: Keepalive = { interval: seconds(4), count: 3 };

/**
 * Connects to a machine over SSH. Commands run as root: by logging in as root, or through sudo.
 * @throws Unreachable, HostKeyRejected, NoCommonAlgorithm, AuthenticationFailed, PreconditionFailure, Interrupted
 */
export const openSsh = async (
  name: string,
  connection: SshConnection,
  options: SshOptions = {},
): Promise<CommandHost> => {
  const { log, connectTimeout, keepalive, configFile, whyHopeless, signal } = options;
  const target = await resolveTarget(name, connection, configFile, signal);
  const timeout =
    connectTimeout ?? connection.connectTimeout ?? target.connectTimeout ?? CONNECT_TIMEOUT;
  const connect = (stop?: AbortSignal): Promise<SshLink> =>
    connectSsh(name, target, {
      timeout,
      keepalive:
        keepalive === undefined
          ? (target.keepalive ?? KEEPALIVE)
          : { interval: keepalive, count: 3 },
      configFile,
      whyHopeless,
      signal: stop,
    });
  const sessions = new Sessions(await connect(signal), connect);
  const login = { user: target.user, sudo: connection.sudo };
  return new CommandHost(name, new SshTransport(sessions), login, log);
};
