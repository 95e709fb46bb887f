import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { loadTestbed } from '../../src/config/load.js';
import type { SshConnection, TestbedFile } from '../../src/config/testbed/testbed-file.js';
import type { Host } from '../../src/host/host.js';
import { openHost } from '../../src/host/open.js';
import { labDown, labUp } from '../../src/lab/lab.js';
import { seconds } from '../../src/model/units.js';
import { readRun } from '../../src/results/read-run.js';
import { listedFor, programOf, SUDOERS } from '../integration/docs/security-page.js';
import { knownLine, temporaryFolder, type Folder } from '../integration/host/keys.js';
import { machineState } from '../machine-state/machine-state.js';
import type { Call } from '../cli/vrbench.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LAB = 'unprivileged-lab';
const USER = 'bench';
const MINUTES = 60_000;

/** Of a command in a run's log; other lines have none. */
const entrySchema = z.looseObject({ argv: z.array(z.string()).optional() });

/** The shipped testbed of one machine, whose image has sudo besides. */
const labFile = ({ lab, ...file }: TestbedFile): TestbedFile => {
  if (lab === undefined) throw new Error('the shipped testbed has a lab');
  return { ...file, name: LAB, lab: { ...lab, packages: ['sudo'] } };
};

/** A user without a password who may do nothing as root, and logs in with the key that a lab's machines know. */
const MAKE_USER = `
useradd --create-home --shell /bin/sh --password '*' "$1"
chmod 644 /etc/ssh/authorized_keys
`;

/** A jump host: OpenSSH's server on 127.0.0.1, by which one gets on and not in. */
interface JumpHost extends AsyncDisposable {
  readonly port: number;
  /** How many logged in. */
  logins(): number;
}

const startJumpHost = async (folder: Folder): Promise<JumpHost> => {
  const hostKey = await folder.key('jump-host-key');
  const userKey = await folder.key('jump-user-key');
  const keys = await readFile(`${userKey}.pub`, 'utf8');
  await folder.file('authorized_keys', `restrict,port-forwarding,command="/bin/false" ${keys}`);
  const config = await folder.file(
    'sshd_config',
    [
      `HostKey ${hostKey}`,
      `AuthorizedKeysFile ${folder.path('authorized_keys')}`,
      ...['StrictModes no', 'PermitRootLogin yes', 'PasswordAuthentication no', 'UsePAM no'],
      ...['KbdInteractiveAuthentication no', 'LogLevel INFO', 'PidFile none', ''],
    ].join('\n'),
  );
  await mkdir('/run/sshd', { recursive: true });
  let logins = 0;
  const server = createServer((socket) => {
    const sshd = spawn('/usr/sbin/sshd', ['-i', '-e', '-f', config]);
    sshd.stderr.on('data', (chunk: Buffer) => {
      logins += chunk.toString().match(/Accepted publickey/g)?.length ?? 0;
    });
    socket.on('error', () => undefined);
    sshd.stdin.on('error', () => undefined);
    socket.pipe(sshd.stdin);
    sshd.stdout.pipe(socket);
    socket.on('close', () => sshd.stdin.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await folder.file('jump-known', await knownLine(port, hostKey));
  return {
    port,
    logins: () => logins,
    [Symbol.asyncDispose]: async () => {
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** The machine as `~/.ssh/config` would have it: by another name, as the user, through the jump host. */
const sshConfig = (
  folder: Folder,
  { port, identityFile, knownHosts }: SshConnection,
  jump: number,
) =>
  [
    'Host measured',
    `  HostName 127.0.0.1\n  Port ${port ?? 22}\n  User ${USER}\n  ProxyJump gate`,
    `  IdentityFile ${identityFile ?? ''}\n  UserKnownHostsFile ${knownHosts ?? ''}`,
    'Host gate',
    `  HostName 127.0.0.1\n  Port ${jump}\n  User ${userInfo().username}`,
    `  IdentityFile ${folder.path('jump-user-key')}\n  UserKnownHostsFile ${folder.path('jump-known')}`,
    'Host *\n  IdentitiesOnly yes\n',
  ].join('\n');

describe.skipIf(!inject('lab').available)('a user who is not root, through a jump host', () => {
  /** Of what has been started, in order. */
  const ends: (() => PromiseLike<void>)[] = [];
  let folder: Folder;
  let admin: Host;
  let jump: JumpHost;
  let testbed: string;

  beforeAll(async () => {
    const shipped = await loadTestbed('testbeds/one-machine-lab.yaml');
    const file = labFile(shipped.file);
    const { signal } = new AbortController();
    ends.push(() => labDown(LAB));
    const lab = await labUp(file, shipped.folder, { signal, onProgress: () => undefined });
    const connection = lab.connections.all;
    if (connection?.type !== 'ssh') throw new Error('the lab is reached by ssh');
    admin = await openHost('all', connection);
    ends.push(() => admin[Symbol.asyncDispose]());
    await admin.run(['sh', '-e', '-c', MAKE_USER, 'sh', USER]);

    folder = await temporaryFolder();
    ends.push(() => folder[Symbol.asyncDispose]());
    jump = await startJumpHost(folder);
    ends.push(() => jump[Symbol.asyncDispose]());
    await folder.file('ssh_config', sshConfig(folder, connection, jump.port));
    testbed = folder.path('machine.yaml');
    const measured = { type: 'ssh', host: 'measured', sudo: true };
    await writeFile(
      testbed,
      stringify({
        ...{ ...file, lab: undefined, name: 'machine', linkSpeed: '1 Gb/s' },
        machines: { all: { connection: measured } },
      }),
    );
  }, 15 * MINUTES);

  afterAll(async () => {
    for (const end of ends.toReversed()) await end();
  });

  /** Runs the command line where the system's ssh_config is the test's: in a mount namespace of its own. */
  const run = async (...args: readonly string[]): Promise<Call> => {
    const within = 'mount --bind "$1" /etc/ssh/ssh_config && shift && exec "$@"';
    const program = ['node', 'dist/cli/main.js', ...args];
    const { exitCode, stdout, stderr } = await execa(
      'unshare',
      ['--mount', 'sh', '-c', within, 'sh', folder.path('ssh_config'), ...program],
      { cwd: ROOT, env: { NO_COLOR: '1' }, reject: false },
    );
    return { exitCode, stdout, stderr };
  };

  const quickstart = (): Promise<Call> =>
    run('run', '-t', testbed, 'quickstart', '-r', folder.path('results'), '--json');

  it('is refused while it may do nothing as root, with the line of sudoers', async () => {
    const { exitCode, stderr, stdout } = await quickstart();
    expect(exitCode).not.toBe(0);
    expect(stderr + stdout).toContain(`${USER} ALL=(root) NOPASSWD: /bin/sh`);
  });

  it(
    "runs the quickstart's playbook with the documented sudoers file, and leaves nothing",
    async () => {
      expect(SUDOERS).toContain(USER);
      await admin.upload([{ path: '/etc/sudoers.d/vrbench', content: SUDOERS, mode: 0o440 }]);
      await admin.run(['visudo', '--check'], { deadline: seconds(60) });
      const before = await machineState(admin);
      const logins = jump.logins();

      const { exitCode, stdout, stderr } = await quickstart();
      expect(exitCode, stderr).toBe(0);
      const { folder: archive } = JSON.parse(stdout) as { folder: string };
      const record = await readRun(archive);
      expect(record.state).toEqual({ state: 'complete' });
      expect(new Set(record.results.map(({ dataPlane }) => dataPlane))).toEqual(
        new Set(['ip-forwarder', 'macvlan', 'softnet-macvlan', 'napi-macvlan']),
      );
      expect(jump.logins()).toBeGreaterThan(logins);
      expect(await machineState(admin)).toEqual(before);

      const log = await readFile(`${archive}/log.ndjson`, 'utf8');
      const lines = log
        .trim()
        .split('\n')
        .map((line) => entrySchema.parse(JSON.parse(line)));
      const programs = new Set(
        lines.flatMap(({ argv }) => (argv === undefined ? [] : [programOf(argv)])),
      );
      expect(programs.size).toBeGreaterThan(10);
      // One machine plays all of the roles.
      const listed = ['generator', 'dut', 'sink'].flatMap(listedFor);
      expect([...programs].filter((program) => !listed.includes(program))).toEqual([]);
    },
    60 * MINUTES,
  );
});
