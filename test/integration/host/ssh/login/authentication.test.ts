import { readFile, writeFile } from 'node:fs/promises';
import { execa } from 'execa';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SshConnection } from '../../../../../src/config/testbed/testbed-file.js';
import {
  AuthenticationFailed,
  HostKeyRejected,
  NoCommonAlgorithm,
  Unreachable,
} from '../../../../../src/host/connection-errors.js';
import type { Host } from '../../../../../src/host/host.js';
import { openHost } from '../../../../../src/host/open.js';
import { seconds } from '../../../../../src/model/units.js';
import { knownLine } from '../../keys.js';
import { sshdProblem, startSshd, type SshdMachine } from '../../sshd.js';

vi.setConfig({ testTimeout: 60_000 });

const skipped = (await sshdProblem()) !== undefined;

/** Opens by what an OpenSSH configuration says; the settings are the testbed's. */
const open = async (
  machine: SshdMachine,
  config: string,
  settings: Partial<SshConnection> = {},
): Promise<Host> => {
  const configFile = await machine.folder.file('config', `${config}\n`);
  const { host, port } = machine.connection;
  const connection: SshConnection = { type: 'ssh', host, port, user: 'root', sudo: false };
  return openHost(
    'dut',
    { ...connection, ...settings },
    { configFile, connectTimeout: seconds(5) },
  );
};

const greets = async (host: Host): Promise<void> => {
  expect((await host.run(['echo', 'in'])).stdout).toBe('in\n');
};

describe.skipIf(skipped)('like ssh, a connection', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('expands variables in the paths of the configuration', async () => {
    await using machine = await startSshd();
    vi.stubEnv('LAB_KEYS', machine.folder.path('.'));
    const config = [
      'IdentityFile ${LAB_KEYS}/user-key',
      'IdentityAgent none',
      'UserKnownHostsFile ${LAB_KEYS}/known_hosts',
    ];
    await using host = await open(machine, config.join('\n'));
    await greets(host);
  });

  it('finds the agent that IdentityAgent names by a variable', async () => {
    await using machine = await startSshd();
    const socket = machine.folder.path('agent');
    const agent = execa('ssh-agent', ['-D', '-a', socket], { reject: false });
    await vi.waitFor(() => execa('ssh-add', [machine.userKey], { env: { SSH_AUTH_SOCK: socket } }));
    vi.stubEnv('SSH_AUTH_SOCK', undefined);
    vi.stubEnv('LAB_AGENT', socket);
    const { knownHosts = '' } = machine.connection;
    for (const name of ['${LAB_AGENT}', '$LAB_AGENT']) {
      const config = `IdentityFile none\nIdentityAgent ${name}\nUserKnownHostsFile ${knownHosts}`;
      await using host = await open(machine, config);
      await greets(host);
    }
    agent.kill();
    await agent;
  });

  it('takes host keys from KnownHostsCommand, given before or after the machine presents one', async () => {
    await using machine = await startSshd();
    const [type = '', key = ''] = (await readFile(`${machine.hostKey}.pub`, 'utf8')).split(' ');
    const base = `IdentityFile ${machine.userKey}\nUserKnownHostsFile /dev/null\nGlobalKnownHostsFile /dev/null`;
    const commands = [
      `/bin/echo "%H ${type} ${key}"`,
      `/bin/sh -c "test %I = ORDER || test %t:%K = ${type}:${key} && echo %H ${type} ${key}"`,
      `/bin/sh -c "test %I = ORDER || echo %H %t %K"`,
    ];
    for (const command of commands) {
      await using host = await open(machine, `${base}\nKnownHostsCommand ${command}`);
      await greets(host);
    }
    const other = machine.folder.path('user-key.pub');
    const [, wrong = ''] = (await readFile(other, 'utf8')).split(' ');
    const refused = open(machine, `${base}\nKnownHostsCommand /bin/echo %H ${type} ${wrong}`);
    await expect(refused).rejects.toThrow(HostKeyRejected);
    await expect(refused).rejects.toThrow(/does not match the known one/);
    const failing = open(machine, `${base}\nKnownHostsCommand /bin/sh -c "echo no >&2; exit 3"`);
    await expect(failing).rejects.toThrow(/KnownHostsCommand failed: no/);
  });

  it('says that it cannot verify a host certificate, where that is all that is known', async () => {
    await using machine = await startSshd();
    const known = `@cert-authority * ${await readFile(`${machine.userKey}.pub`, 'utf8')}`;
    const knownHosts = await machine.folder.file('authorities', known);
    const opening = open(machine, '', { knownHosts, identityFile: machine.userKey });
    await expect(opening).rejects.toThrow(HostKeyRejected);
    await expect(opening).rejects.toThrow(
      /certificate authority \(@cert-authority SHA256:\S+\), but the SSH library does not support host certificates/,
    );
    await using host = await open(machine, '', {
      knownHosts: await machine.folder.file(
        'both',
        known + (await knownLine(machine.port, machine.hostKey)),
      ),
      identityFile: machine.userKey,
    });
    await greets(host);
  });

  it.each(['beside the key', 'of CertificateFile', 'in the agent'])(
    'names a user certificate %s that it cannot use',
    async (where) => {
      await using machine = await startSshd();
      const authority = await machine.folder.key('authority');
      const key = await machine.folder.key('certified-key');
      await execa('ssh-keygen', ['-q', '-s', authority, '-I', 'me', '-n', 'root', `${key}.pub`]);
      const line = `cert-authority ${await readFile(`${authority}.pub`, 'utf8')}`;
      await writeFile(machine.folder.path('authorized_keys'), line);
      const socket = machine.folder.path('agent');
      const agent = execa('ssh-agent', ['-D', '-a', socket], { reject: false });
      await vi.waitFor(() => execa('ssh-add', [key], { env: { SSH_AUTH_SOCK: socket } }));
      const { knownHosts } = machine.connection;
      const config = {
        'beside the key': `IdentityAgent none\nIdentityFile ${key}`,
        'of CertificateFile': `IdentityAgent none\nIdentityFile ${machine.userKey}\nCertificateFile ${key}-cert.pub`,
        'in the agent': `IdentityFile none\nIdentityAgent ${socket}`,
      }[where];
      const opening = open(machine, config ?? '', { knownHosts });
      await expect(opening).rejects.toThrow(AuthenticationFailed);
      await expect(opening).rejects.toThrow(
        /certificate \S*(certified-key).* was not used: the SSH library does not support certificates[^]*fix: enter the public key itself/,
      );
      agent.kill();
      await agent;
    },
  );

  it.each([
    ['KexAlgorithms', 'diffie-hellman-group1-sha1', 'curve25519-sha256'],
    ['Ciphers', 'aes256-cbc', 'aes128-gcm@openssh.com'],
    ['MACs', 'umac-64@openssh.com', 'hmac-sha2-256'],
    ['HostKeyAlgorithms', 'ssh-ed25519', 'rsa-sha2-512'],
  ])('ends at once where there is no common one of %s, and names both lists', async (...row) => {
    const [keyword, theirs, ours] = row;
    const ciphers = keyword === 'MACs' ? ['Ciphers aes128-ctr'] : [];
    await using machine = await startSshd({ config: [`${keyword} ${theirs}`, ...ciphers] });
    const settings = { ...machine.connection };
    if (keyword === 'HostKeyAlgorithms') {
      const rsa = await machine.folder.key('rsa-key', 'rsa');
      settings.knownHosts = await machine.folder.file('rsa', await knownLine(machine.port, rsa));
    }
    const opening = open(machine, '', settings);
    const kind = keyword === 'HostKeyAlgorithms' ? HostKeyRejected : NoCommonAlgorithm;
    await expect(opening).rejects.toBeInstanceOf(kind);
    await expect(opening).rejects.toThrow(ours);
    await expect(opening).rejects.toThrow(theirs);
    await expect(opening).rejects.toMatchObject({ kind: 'unreachable' });
    expect(machine.connections()).toBe(1);
  });

  it('has a reason for every address of a name whose port is closed', async () => {
    await using machine = await startSshd();
    const closed = { host: 'localhost', port: 1, identityFile: machine.userKey };
    const knownHosts = await machine.folder.file(
      'closed',
      `[localhost]:1 ${await readFile(`${machine.hostKey}.pub`, 'utf8')}`,
    );
    const opening = open(machine, '', { ...closed, knownHosts });
    await expect(opening).rejects.toThrow(Unreachable);
    await expect(opening).rejects.toThrow(/no connection within \S+ s: connect ECONNREFUSED/);
  });

  it('quotes what a machine asks after the key, and answers where it asks nothing', async () => {
    const config = [
      'AuthenticationMethods publickey,keyboard-interactive',
      'KbdInteractiveAuthentication yes',
      'UsePAM yes',
    ];
    const silent =
      'auth required pam_permit.so\naccount required pam_permit.so\nsession optional pam_permit.so\n';
    const asking = 'auth required pam_unix.so\naccount required pam_permit.so\n';
    await using quiet = await startSshd({ config, files: { '/etc/pam.d/sshd': silent } });
    await using host = await open(quiet, '', quiet.connection);
    await greets(host);
    await using curious = await startSshd({ config, files: { '/etc/pam.d/sshd': asking } });
    const opening = open(curious, '', curious.connection);
    await expect(opening).rejects.toThrow(AuthenticationFailed);
    await expect(opening).rejects.toThrow(
      /it asks "Password:", but vrbench does not answer prompts[^]*Match User root, and in it: AuthenticationMethods publickey/,
    );
  });

  it("has PAM's reason where that closes it after the key, as while a machine boots", async () => {
    const pam = 'account required pam_nologin.so\n';
    await using machine = await startSshd({
      config: ['UsePAM yes'],
      files: { '/etc/pam.d/sshd': pam },
      prepare: 'echo "System is booting up." >/run/nologin',
    });
    const opening = openHost(
      'dut',
      { ...machine.connection, user: 'bench' },
      { configFile: await machine.folder.file('no-config', ''), connectTimeout: seconds(4) },
    );
    await expect(opening).rejects.toBeInstanceOf(Unreachable);
    await expect(opening).rejects.toThrow(
      /it accepted the key, then closed the connection: System is booting up\.\n {2}fix: permit bench to log in on that machine/,
    );
  });

  it('says which keys it could not use', async () => {
    await using machine = await startSshd();
    const locked = await machine.folder.key('locked-key');
    await execa('ssh-keygen', ['-q', '-p', '-N', 'secret', '-f', locked]);
    const other = await machine.folder.key('other-key');
    const { knownHosts } = machine.connection;
    const config = `IdentityAgent none\nIdentityFile ${locked}\nIdentityFile ${other}`;
    const opening = open(machine, config, { knownHosts });
    await expect(opening).rejects.toThrow(
      /logging in as root@127\.0\.0\.1 on dut: refused; it accepts publickey; \S+locked-key was not used: it has a passphrase/,
    );
    const alone = open(machine, 'IdentityAgent none', { knownHosts, identityFile: locked });
    await expect(alone).rejects.toThrow(
      /locked-key was not used: it has a passphrase; and no ssh agent/,
    );
  });
});
