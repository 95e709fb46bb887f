import { openHost, type HostOptions } from '../../../src/host/open.js';
import type { Host } from '../../../src/host/host.js';
import { knownLine, temporaryFolder, type Folder } from './keys.js';
import { startServer, type TestServer } from './ssh-server.js';

/** A machine under test, with a folder on it. */
export interface Machine extends AsyncDisposable {
  readonly host: Host;
  readonly folder: Folder;
  readonly server?: TestServer;
}

/** Options of a machine under test. */
export interface MachineOptions extends HostOptions {
  readonly sudo?: boolean;
}

const local = async ({ sudo = false, ...options }: MachineOptions = {}): Promise<Machine> => {
  const folder = await temporaryFolder();
  const host = await openHost('here', { type: 'local', sudo }, options);
  return {
    host,
    folder,
    [Symbol.asyncDispose]: async () => {
      await host[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
};

const ssh = async ({ sudo = false, ...options }: MachineOptions = {}): Promise<Machine> => {
  const folder = await temporaryFolder();
  const hostKey = await folder.key('host-key');
  const identityFile = await folder.key('user-key');
  const server = await startServer({ hostKeys: [hostKey], authorized: `${identityFile}.pub` });
  const knownHosts = await folder.file('known_hosts', await knownLine(server.port, hostKey));
  const configFile = await folder.file('config', '');
  const { port } = server;
  const host = await openHost(
    'there',
    { type: 'ssh', host: '127.0.0.1', port, user: 'root', identityFile, knownHosts, sudo },
    { configFile, ...options },
  );
  return {
    host,
    folder,
    server,
    [Symbol.asyncDispose]: async () => {
      await host[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
};

/** Both kinds of machine, which must behave the same. */
export const MACHINES = { local, ssh } as const;
