import type { SshConnection } from '../../config/testbed/testbed-file.js';
import { seconds, type Nanoseconds } from '../../model/units.js';
import { CommandHost, type CommandLog } from '../command/command-host.js';
import { resolveTarget } from './config.js';
import { connectSsh, type SshLink } from './connect.js';
import { Sessions } from './sessions.js';
import { SshTransport } from './transport.js';

/** How to connect to a machine. */
export interface SshOptions {
  readonly log?: CommandLog | undefined;
  /** For all attempts to connect together. Default 20 s. */
  readonly connectTimeout?: Nanoseconds | undefined;
  /** Keepalive interval; the connection is dropped after four without an answer. Default 4 s. */
  readonly keepalive?: Nanoseconds | undefined;
  /** Instead of ~/.ssh/config. */
  readonly configFile?: string | undefined;
  /** Stops connecting. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Connects to a machine over SSH. Commands run as root: by logging in as root, or through sudo.
 * @throws Unreachable, HostKeyRejected, NoCommonAlgorithm, AuthenticationFailed, PreconditionFailure, Interrupted
 */
export const openSsh = async (
  name: string,
  connection: SshConnection,
  options: SshOptions = {},
): Promise<CommandHost> => {
  const { log, connectTimeout, keepalive, configFile, signal } = options;
  const target = await resolveTarget(name, connection, configFile);
  const connect = (stop?: AbortSignal): Promise<SshLink> =>
    connectSsh(name, target, {
      timeout: connectTimeout ?? seconds(20),
      keepalive: keepalive ?? seconds(4),
      configFile,
      signal: stop,
    });
  const sessions = new Sessions(await connect(signal), connect);
  const login = { user: target.user, sudo: connection.sudo };
  return new CommandHost(name, new SshTransport(sessions), login, log);
};
