import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { execa } from 'execa';
import type { SshConnection } from '../../../src/config/testbed/testbed-file.js';
import { knownLine, temporaryFolder, type Folder } from './keys.js';

/** What is special about a machine with a real sshd. */
export interface SshdOptions {
  /** Lines of sshd_config, before the defaults: the first one of a keyword counts. */
  readonly config?: readonly string[];
  /** The login shell of both users. */
  readonly shell?: string;
  /** What precedes the key in authorized_keys, such as a command. */
  readonly keyOptions?: string;
  /** The private key of the host, and what it is: by default a new Ed25519 key. */
  readonly hostKeyType?: 'ed25519' | 'rsa' | 'ecdsa';
  /** Files that it has in place of this computer's, by path; root's alone. */
  readonly files?: Readonly<Record<string, string>>;
  /** A file of the users' home directory, by name. */
  readonly home?: Readonly<Record<string, string>>;
  /** Run within its namespaces before sshd is. */
  readonly prepare?: string;
  /** Connections at a time; further ones are cut. */
  readonly maxConnections?: number;
}

/** A machine with OpenSSH's own server on 127.0.0.1: with /run, network and users of its own. */
export interface SshdMachine extends AsyncDisposable {
  readonly folder: Folder;
  readonly port: number;
  readonly hostKey: string;
  readonly userKey: string;
  /** How to reach it as root; its user `bench` is not root. */
  readonly connection: SshConnection;
  /** Connections so far. */
  connections(): number;
  /** Cuts every connection, and refuses new ones until `mend`. */
  cut(): void;
  mend(): void;
  /** Runs a shell script on it, by another way than SSH. @returns its output */
  run(script: string): Promise<string>;
}

const SETUP = `
folder=$1
mount -t tmpfs tmpfs /run && mkdir /run/sshd && mount -t sysfs sysfs /sys
ip link set lo up
cd "$folder/over" && find . -type f | while read -r file; do
  [ -e "/$file" ] || : >"/$file"
  mount --bind "$file" "/$file"
done
eval "$2"
echo ready
exec cat`;

const CONFIG = (folder: Folder): string =>
  [
    `AuthorizedKeysFile ${folder.path('authorized_keys')}`,
    'StrictModes no',
    'PermitRootLogin yes',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'UsePAM no',
    'LogLevel ERROR',
    'PidFile none',
  ].join('\n');

const passwd = async (home: string, shell: string): Promise<string> => {
  const others = (await readFile('/etc/passwd', 'utf8')).split('\n');
  return [
    `root:*:0:0:root:${home}:${shell}`,
    `bench:*:4711:0::${home}:${shell}`,
    ...others.filter((line) => !/^(root|bench):/.test(line)),
  ].join('\n');
};

/** Starts one. */
export const startSshd = async (options: SshdOptions = {}): Promise<SshdMachine> => {
  const { config = [], shell = '/bin/sh', keyOptions = '', prepare = ':' } = options;
  const folder = await temporaryFolder();
  const hostKey = await folder.key('host-key', options.hostKeyType);
  const userKey = await folder.key('user-key');
  const publicKey = await readFile(`${userKey}.pub`, 'utf8');
  await folder.file('authorized_keys', `${keyOptions} ${publicKey}`.trimStart());
  await folder.file(
    'sshd_config',
    [`HostKey ${hostKey}`, ...config, CONFIG(folder), ''].join('\n'),
  );
  const home = folder.path('home');
  await mkdir(home);
  for (const [name, text] of Object.entries(options.home ?? {})) {
    await folder.file(`home/${name}`, text);
  }
  const files = { ...options.files, '/etc/passwd': await passwd(home, shell) };
  for (const [path, text] of Object.entries(files)) {
    const parent = `over${path.slice(0, path.lastIndexOf('/'))}`;
    await mkdir(folder.path(parent), { recursive: true });
    await folder.file(`over${path}`, text);
    await chmod(folder.path(`over${path}`), path === '/etc/passwd' ? 0o644 : 0o440);
  }
  // bench has to reach its home and its key.
  await chmod(folder.path('.'), 0o755);
  await chmod(folder.path('authorized_keys'), 0o644);

  const unshare = ['-n', '-m', '--propagation', 'private', 'sh', '-c', SETUP, 'sh'];
  const holder = execa('unshare', [...unshare, folder.path('.'), prepare], { reject: false });
  const ended = holder.then(({ stderr }) => {
    throw new Error(`no namespaces to test in: ${stderr}`);
  });
  await Promise.race([once(holder.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  const inside = ['-t', String(holder.pid), '-n', '-m', '--'];

  let connections = 0;
  let whole = true;
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    if (!whole || sockets.size >= (options.maxConnections ?? Number.POSITIVE_INFINITY)) {
      socket.destroy();
      return;
    }
    connections += 1;
    sockets.add(socket);
    const sshd = ['/usr/sbin/sshd', '-i', '-f', folder.path('sshd_config')];
    const server = spawn('nsenter', [...inside, ...sshd], { stdio: ['pipe', 'pipe', 'ignore'] });
    socket.on('error', () => undefined);
    server.stdin.on('error', () => undefined);
    socket.pipe(server.stdin);
    server.stdout.pipe(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      server.stdin.destroy();
      server.stdout.destroy();
    });
  };
  const listener = createServer(serve);
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  const cut = (): void => {
    whole = false;
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    folder,
    port,
    hostKey,
    userKey,
    connection: {
      type: 'ssh',
      host: '127.0.0.1',
      port,
      user: 'root',
      identityFile: userKey,
      knownHosts: await folder.file('known_hosts', await knownLine(port, hostKey)),
      sudo: false,
    },
    connections: () => connections,
    cut,
    mend: () => {
      whole = true;
    },
    run: async (script) => (await execa('nsenter', [...inside, 'sh', '-c', script])).stdout,
    [Symbol.asyncDispose]: async () => {
      cut();
      await new Promise((resolve) => listener.close(resolve));
      holder.stdin.end();
      await holder;
      await folder[Symbol.asyncDispose]();
    },
  };
};

/** What the tests need that this computer lacks; undefined where they can run. Under CI they must. */
export const sshdProblem = async (): Promise<string | undefined> => {
  if (process.env.CI === 'true') return undefined;
  try {
    await using machine = await startSshd();
    await machine.run(
      'for each in /usr/sbin/sshd fish tcsh csh sudo; do command -v $each || exit 1; done',
    );
    return undefined;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    console.warn(`skipped, needs root, namespaces, sshd, fish, tcsh, csh and sudo: ${problem}`);
    return problem;
  }
};
