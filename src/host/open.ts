import type { Connection } from '../config/testbed/testbed-file.js';
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
): Promise<Host> => {
  switch (connection.type) {
    case 'ssh':
      return openSsh(name, connection, options);
    case 'local':
      return openLocal(name, connection, options.log);
  }
};
