import type { Connection } from '../config/testbed/testbed-file.js';
import { PreconditionFailure } from '../model/failure.js';
import { seconds } from '../model/units.js';
import type { CommandHost } from './command/command-host.js';
import type { Host } from './host.js';
import { openLocal } from './local.js';
import { openSsh, type SshOptions } from './ssh/open.js';

export type { CommandLogEntry } from './command/command-host.js';
export type { SshOptions as HostOptions } from './ssh/open.js';

/**
 * Connects to a machine of a testbed, however it is reached.
 * @throws Unreachable, HostKeyRejected, AuthenticationFailed, PreconditionFailure, Interrupted
 */
export const openHost = async (
  name: string,
  connection: Connection,
  options: SshOptions = {},
): Promise<CommandHost> => {
  switch (connection.type) {
    case 'ssh':
      return openSsh(name, connection, options);
    case 'local':
      return openLocal(name, connection, options.log);
  }
};

/** For the first command on a machine: a forced command in its place may never end. */
const FIRST_DEADLINE = seconds(30);

const requireRoot = async (host: Host, sudo: boolean, signal?: AbortSignal): Promise<void> => {
  const { stdout } = await host.run(['id', '-u'], { deadline: FIRST_DEADLINE, signal });
  const uid = stdout.trim();
  if (uid === '0') return;
  throw new PreconditionFailure({
    attempted: 'checking that commands run as root',
    where: host.name,
    got: `they run as user ${uid}`,
    remedy: sudo
      ? 'let sudo run commands as root: runas_default in its sudoers file is another user'
      : "log in as root, or set sudo: true in the machine's connection in the testbed",
  });
};

/**
 * The same, after checking with a first command that commands run there, and as root: other users may not
 * be able to read a machine's state.
 * @throws as openHost; CommandNotRun, SessionsRefused; PreconditionFailure if they do not run as root
 */
export const openAsRoot = async (
  name: string,
  connection: Connection,
  options: SshOptions = {},
): Promise<CommandHost> => {
  const host = await openHost(name, connection, options);
  try {
    await requireRoot(host, connection.sudo, options.signal);
    return host;
  } catch (error) {
    await host[Symbol.asyncDispose]();
    throw error;
  }
};
