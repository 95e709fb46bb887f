import { readFile, writeFile } from 'node:fs/promises';
import { execa } from 'execa';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SshConnection } from '../../../../../src/config/testbed/testbed-file.js';
import {
  AuthenticationFailed,
  HostKeyRejected,
  NoCommonAlgorithm,
} from '../../../../../src/host/connection-errors.js';
import type { Host } from '../../../../../src/host/host.js';
import { openHost } from '../../../../../src/host/open.js';
import { PreconditionFailure } from '../../../../../src/model/failure.js';
import { seconds } from '../../../../../src/model/units.js';
import { sshdProblem, startSshd, type SshdMachine } from '../../sshd.js';

vi.setConfig({ testTimeout: 60_000 });

const skipped = (await sshdProblem()) !== undefined;

const open = async (
  machine: SshdMachine,
  config: string,
  settings: Partial<SshConnection> = {},
): Promise<Host> => {
  const configFile = await machine.folder.file('config', `IdentityAgent none\n${config}\n`);
  const connection = { ...machine.connection, ...settings };
  return openHost('dut', connection, { configFile, connectTimeout: seconds(5) });
};

/** Connects, and runs a command. */
const works = async (machine: SshdMachine, config: string): Promise<void> => {
  await using host = await open(machine, config);
  expect((await host.run(['echo', 'in'])).stdout).toBe('in\n');
};

describe.skipIf(skipped)('the OpenSSH configuration', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('names revoked host keys, in a list or a key revocation list', async () => {
    await using machine = await startSshd();
    const { folder } = machine;
    const other = await folder.key('other-key');
    const list = async (key: string): Promise<string> =>
      folder.file('list', `# keys\n${await readFile(`${key}.pub`, 'utf8')}`);
    const krl = async (key: string): Promise<string> => {
      await execa('ssh-keygen', ['-q', '-k', '-f', folder.path('krl'), `${key}.pub`]);
      return folder.path('krl');
    };
    for (const make of [list, krl]) {
      await works(machine, `RevokedHostKeys ${await make(other)}`);
      const opening = open(machine, `RevokedHostKeys ${await make(machine.hostKey)}`);
      await expect(opening).rejects.toBeInstanceOf(HostKeyRejected);
      await expect(opening).rejects.toThrow(/SHA256:\S+ is in RevokedHostKeys/);
    }
    const unreadable = open(machine, 'RevokedHostKeys ${HOME}/no-such-list');
    await expect(unreadable).rejects.toBeInstanceOf(HostKeyRejected);
    await expect(unreadable).rejects.toThrow(/no-such-list/);
  });

  const ALGORITHMS: readonly (readonly [string, string, string, string])[] = [
    ['KexAlgorithms', 'ecdh-sha2-nistp256', 'ecdh-sha2-nistp384', '^ecdh-sha2-nistp256'],
    ['Ciphers', 'aes128-ctr', 'aes256-ctr', '-*cbc,chacha*'],
    ['MACs', 'hmac-sha2-256', 'hmac-sha2-512', '+hmac-sha2-256'],
  ];
  it.each(ALGORITHMS)('limits %s', async (keyword, theirs, others, prefixed) => {
    const noAead = keyword === 'MACs' ? ['Ciphers aes128-ctr'] : [];
    await using machine = await startSshd({ config: [`${keyword} ${theirs}`, ...noAead] });
    await works(machine, `${keyword} ${theirs}`);
    await works(machine, `${keyword} ${prefixed}`);
    const opening = open(machine, `${keyword} ${others}`);
    await expect(opening).rejects.toBeInstanceOf(NoCommonAlgorithm);
    await expect(opening).rejects.toThrow(`${keyword}): this side supports ${others}; the machine`);
  });

  it('limits the types of host keys, with patterns', async () => {
    await using machine = await startSshd();
    await works(machine, 'HostKeyAlgorithms ssh-ed25519,rsa-sha2-512');
    for (const allowed of ['ecdsa-*', '-ssh-ed25519']) {
      const opening = open(machine, `HostKeyAlgorithms ${allowed}`);
      await expect(opening).rejects.toBeInstanceOf(HostKeyRejected);
      await expect(opening).rejects.toThrow(/not of an algorithm that HostKeyAlgorithms allows/);
    }
    expect(machine.connections()).toBe(1);
  });

  it('limits the keys to log in with, by algorithm and size', async () => {
    await using machine = await startSshd();
    const rsa = await machine.folder.key('rsa-key', 'rsa');
    await writeFile(machine.folder.path('authorized_keys'), await readFile(`${rsa}.pub`));
    const settings = { identityFile: rsa };
    await using host = await open(machine, '', settings);
    await host.run(['true']);
    const small = open(machine, 'RequiredRSASize 4096', settings);
    await expect(small).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(small).rejects.toThrow(/rsa-key was not used: it has 3072 bits, and RequiredRSA/);
    const other = open(machine, 'PubkeyAcceptedAlgorithms ssh-ed25519', settings);
    await expect(other).rejects.toThrow(/PubkeyAcceptedAlgorithms does not allow rsa-sha2-256/);
  });

  it('limits the size of RSA host keys', async () => {
    await using machine = await startSshd({ hostKeyType: 'rsa' });
    await works(machine, '');
    const opening = open(machine, 'RequiredRSASize 4096');
    await expect(opening).rejects.toBeInstanceOf(HostKeyRejected);
    await expect(opening).rejects.toThrow(/has 3072 bits, and RequiredRSASize is 4096/);
  });

  it("keeps the agent's other keys to itself with IdentitiesOnly", async () => {
    await using machine = await startSshd();
    const { folder, userKey } = machine;
    const socket = folder.path('agent');
    const agent = execa('ssh-agent', ['-D', '-a', socket], { reject: false });
    await vi.waitFor(() => execa('ssh-add', [userKey], { env: { SSH_AUTH_SOCK: socket } }));
    const other = await folder.key('other-key');
    const login = (identityFile: string): Promise<Host> => {
      const config = `IdentitiesOnly yes\nIdentityFile ${identityFile}`;
      return openWithAgent(machine, socket, config);
    };
    await expect(login(other)).rejects.toBeInstanceOf(AuthenticationFailed);
    await using host = await login(`${userKey}.pub`);
    await host.run(['true']);
    await using any = await openWithAgent(machine, socket, `IdentityFile ${other}`);
    await any.run(['true']);
    agent.kill();
    await agent;
  });

  const openWithAgent = async (
    machine: SshdMachine,
    socket: string,
    config: string,
  ): Promise<Host> => {
    const configFile = await machine.folder.file('config', `IdentityAgent ${socket}\n${config}\n`);
    const { host, port, knownHosts = '' } = machine.connection;
    const connection = { type: 'ssh', host, port, user: 'root', knownHosts, sudo: false } as const;
    return openHost('dut', connection, { configFile, connectTimeout: seconds(5) });
  };

  it.each([
    [
      'RekeyLimit 1G 1h',
      /it sets RekeyLimit \(1073741824 3600\): the SSH library renews keys only/,
    ],
    ['PubkeyAuthentication no', /it sets PubkeyAuthentication/],
    ['PreferredAuthentications password', /it sets PreferredAuthentications \(password\)/],
    ['PKCS11Provider /usr/lib/token.so', /PKCS11Provider \(.*ssh-add -s/s],
    ['BindInterface lo', /it sets BindInterface \(lo\)[^]*BindAddress/],
    ['ProxyCommand nc %h %p\nProxyUseFdpass yes', /it sets ProxyUseFdpass/],
    ['Ciphers 3des-cbc', /Ciphers allows only 3des-cbc, none of which the SSH library supports/],
  ])('that vrbench cannot keep to, %s, is refused by name', async (config, message) => {
    await using machine = await startSshd();
    const opening = open(machine, config);
    await expect(opening).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(opening).rejects.toThrow(message);
    expect(machine.connections()).toBe(0);
  });

  it('may be as usual', async () => {
    await using machine = await startSshd();
    const usual = [
      'SendEnv LANG LC_*',
      'HashKnownHosts yes',
      'GSSAPIAuthentication yes',
      'StrictHostKeyChecking accept-new',
      'ControlMaster auto',
      'ControlPath ~/.ssh/%C',
      'ForwardAgent yes',
      'LocalForward 4711 localhost:22',
      'RequestTTY yes',
      'RemoteCommand tmux',
      'ServerAliveInterval 30',
      'PreferredAuthentications publickey,password',
      'AddressFamily inet',
      'BindAddress 127.0.0.1',
      'CASignatureAlgorithms ssh-ed25519',
      'RekeyLimit default none',
    ];
    await works(machine, usual.join('\n'));
  });

  it('adds a key under its alias', async () => {
    await using machine = await startSshd();
    const opening = open(machine, 'HostKeyAlias lab-dut');
    await expect(opening).rejects.toThrow(
      /host key of lab-dut[^]*fix: ssh -o StrictHostKeyChecking=ask -o UserKnownHostsFile=\S+ -p \d+ -l root 127\.0\.0\.1 true/,
    );
    const key = await readFile(`${machine.hostKey}.pub`, 'utf8');
    await writeFile(machine.connection.knownHosts ?? '', `lab-dut ${key}`);
    await works(machine, 'HostKeyAlias lab-dut');
  });

  it.each(['0644', '0640', '0604', '0620'])('uses no private key of mode %s', async (mode) => {
    await using machine = await startSshd();
    await execa('chmod', [mode, machine.userKey]);
    const opening = open(machine, '');
    await expect(opening).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(opening).rejects.toThrow(
      new RegExp(`others can read or write it \\(mode ${mode}\\)[^]*fix: chmod 600 .*user-key`),
    );
    const inConfig = open(machine, `IdentityFile ${machine.userKey}`, { identityFile: undefined });
    await expect(inConfig).rejects.toThrow(/fix: chmod 600 .*user-key/);
    expect(machine.connections()).toBe(0);
  });

  it('is refused where it is none', async () => {
    await using machine = await startSshd();
    const opening = open(machine, 'NoSuchKeyword yes');
    await expect(opening).rejects.toMatchObject({ kind: 'precondition' });
  });
});
