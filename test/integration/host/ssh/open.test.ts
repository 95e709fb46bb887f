import { readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SshConnection } from '../../../../src/config/testbed/testbed-file.js';
import { ConnectionLost } from '../../../../src/host/errors.js';
import {
  AuthenticationFailed,
  HostKeyRejected,
  Unreachable,
} from '../../../../src/host/connection-errors.js';
import type { Host } from '../../../../src/host/host.js';
import { openHost, type HostOptions } from '../../../../src/host/open.js';
import { Failure, Interrupted, PreconditionFailure } from '../../../../src/model/failure.js';
import { milliseconds, seconds } from '../../../../src/model/units.js';
import { execa } from 'execa';
import { knownLine, temporaryFolder, type Folder } from '../keys.js';
import { listen } from '../listener.js';
import { allGone, pidIn } from '../process.js';
import { startServer, type TestServer } from '../ssh-server.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe('an SSH connection', () => {
  let folder: Folder;
  let hostKey: string;
  let otherKey: string;
  let userKey: string;
  let noConfig: string;
  let server: TestServer;

  beforeAll(async () => {
    folder = await temporaryFolder();
    hostKey = await folder.key('host-key');
    otherKey = await folder.key('other-key');
    userKey = await folder.key('user-key');
    noConfig = await folder.file('no-config', '');
    // The tests must not depend on the ssh agent of whoever runs them.
    vi.stubEnv('SSH_AUTH_SOCK', undefined);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await folder[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    server = await startServer({ hostKeys: [hostKey], authorized: `${userKey}.pub` });
  });
  afterEach(async () => {
    await server[Symbol.asyncDispose]();
  });

  const open = (settings: Partial<SshConnection>, options: HostOptions = {}): Promise<Host> =>
    openHost(
      'dut',
      {
        type: 'ssh',
        host: '127.0.0.1',
        port: server.port,
        user: 'tester',
        identityFile: userKey,
        sudo: false,
        ...settings,
      },
      { configFile: noConfig, ...options },
    );
  const known = async (...lines: string[]): Promise<string> =>
    folder.file('known_hosts', lines.join(''));
  const trusted = async (): Promise<string> => known(await knownLine(server.port, hostKey));
  const publicKey = (key: string): Promise<string> => readFile(`${key}.pub`, 'utf8');

  it('outlives the signal that stops connecting: what was interrupted is undone over it', async () => {
    const interruption = new AbortController();
    await using host = await open({ knownHosts: await trusted() }, { signal: interruption.signal });
    const connecting = [...server.authentications];
    interruption.abort();
    expect((await host.run(['echo', 'undone'])).stdout).toBe('undone\n');
    expect(server.authentications).toEqual(connecting);
  });

  describe('verifies the host key', () => {
    const refused = async (knownHosts: string, message: RegExp): Promise<void> => {
      const opening = open({ knownHosts });
      await expect(opening).rejects.toThrow(HostKeyRejected);
      await expect(opening).rejects.toThrow(message);
      await expect(opening).rejects.toMatchObject({ kind: 'unreachable', facts: { where: 'dut' } });
      expect(server.authentications).toEqual([]);
    };

    it('and accepts the known one', async () => {
      await using host = await open({ knownHosts: await trusted() });
      expect((await host.run(['echo', 'in'])).stdout).toBe('in\n');
      expect(server.authentications.length).toBeGreaterThan(0);
    });

    it('and finds it in a hashed file', async () => {
      const knownHosts = await trusted();
      await execa('ssh-keygen', ['-q', '-H', '-f', knownHosts]);
      expect(await readFile(knownHosts, 'utf8')).toMatch(/^\|1\|/);
      await using host = await open({ knownHosts });
      expect((await host.run(['echo', 'in'])).stdout).toBe('in\n');
    });

    it('and refuses another one', async () => {
      const knownHosts = await known(await knownLine(server.port, otherKey));
      await refused(knownHosts, /SHA256:\S+ does not match the known one[^]*nothing was sent/);
      await refused(knownHosts, /ssh-keygen -R '\[127\.0\.0\.1\]:\d+'/);
    });

    it('and does not even contact a machine without one, but says how to add it', async () => {
      const line = await knownLine(server.port + 1, hostKey);
      await refused(await known(line), /unknown[^]*ssh-keyscan -p \d+ 127\.0\.0\.1 >>/);
      expect(server.connections()).toBe(0);
    });

    it('and refuses one that is marked revoked, even if it is also listed', async () => {
      const revoked = `@revoked * ${await publicKey(hostKey)}`;
      await refused(await known(await knownLine(server.port, hostKey), revoked), /@revoked/);
    });

    it.each([
      ['that is missing', () => folder.path('none')],
      ['that is a folder', () => folder.path('')],
    ])('and refuses a file %s', async (_what, file) => {
      await refused(file(), /cannot be read/);
      expect(server.connections()).toBe(0);
    });

    it('and ignores a damaged line', async () => {
      await refused(await known(`[127.0.0.1]:${server.port} ssh-ed25519 junk\n`), /not match/);
    });

    it('and asks a machine with several keys for the one that is known', async () => {
      const ecdsa = await folder.key('ecdsa-key', 'ecdsa');
      await using several = await startServer({
        hostKeys: [ecdsa, hostKey],
        authorized: `${userKey}.pub`,
      });
      for (const key of [ecdsa, hostKey]) {
        const knownHosts = await known(await knownLine(several.port, key));
        await using host = await open({ port: several.port, knownHosts });
        expect((await host.run(['echo', 'in'])).stdout).toBe('in\n');
      }
    });

    it('and refuses a machine that has no key of the known type', async () => {
      const ecdsa = await folder.key('lone-ecdsa-key', 'ecdsa');
      await refused(
        await known(await knownLine(server.port, ecdsa)),
        /no host key of a known type/,
      );
    });
  });

  describe('that cannot be made', () => {
    it('names the machine and how long was tried', async () => {
      const { port, ...closed } = await listen();
      await closed[Symbol.asyncDispose]();
      const knownHosts = await known(await knownLine(port, hostKey));
      const opening = open({ port, knownHosts }, { connectTimeout: seconds(1) });
      await expect(opening).rejects.toThrow(Unreachable);
      await expect(opening).rejects.toThrow(
        /connecting to 127\.0\.0\.1:\d+ on dut: no connection within \d(\.\d)? s: .*ECONNREFUSED/,
      );
      await expect(opening).rejects.toMatchObject({ kind: 'unreachable' });
    });

    it('fails when a port accepts but never sends anything', async () => {
      await using silent = await listen();
      const { port } = silent;
      const knownHosts = await known(await knownLine(port, hostKey));
      const opening = open({ port, knownHosts }, { connectTimeout: seconds(1) });
      await expect(opening).rejects.toThrow(Unreachable);
    });

    it('is given up when no other attempt can succeed, with the reason', async () => {
      const { port, ...closed } = await listen();
      await closed[Symbol.asyncDispose]();
      const knownHosts = await known(await knownLine(port, hostKey));
      const ended = new Failure({ attempted: 'using dut', got: 'its process has ended' });
      const reasons = [undefined, ended];
      const opening = open(
        { port, knownHosts },
        { connectTimeout: seconds(600), whyHopeless: () => Promise.resolve(reasons.shift()) },
      );
      await expect(opening).rejects.toBe(ended);
      expect(reasons).toEqual([]);
    });

    it('is retried while the machine boots', async () => {
      let refusals = 0;
      await using booting = await listen((socket) => {
        refusals += 1;
        if (refusals <= 2) {
          socket.destroy();
          return;
        }
        socket.pipe(connect(server.port, '127.0.0.1')).pipe(socket);
      });
      const { port } = booting;
      const knownHosts = await known(await knownLine(port, hostKey));
      await using host = await open({ port, knownHosts });
      expect((await host.run(['echo', 'up'])).stdout).toBe('up\n');
      expect(refusals).toBe(3);
    });

    it('is not retried after a refused login; the error names the user', async () => {
      const opening = open({ knownHosts: await trusted(), identityFile: otherKey });
      await expect(opening).rejects.toThrow(AuthenticationFailed);
      await expect(opening).rejects.toThrow(/logging in as tester@127\.0\.0\.1 on dut/);
      expect(server.connections()).toBe(1);
    });

    it('says that a private key cannot be read', async () => {
      const identityFile = folder.path('no-key');
      const opening = open({ knownHosts: await trusted(), identityFile });
      await expect(opening).rejects.toBeInstanceOf(PreconditionFailure);
      await expect(opening).rejects.toThrow(/no-key cannot be read[^]*ssh-keygen -t ed25519 -f/);
    });

    it('skips an agent that does not listen', async () => {
      vi.stubEnv('SSH_AUTH_SOCK', folder.path('no-agent'));
      await using host = await open({ knownHosts: await trusted() });
      expect((await host.run(['echo', 'in'])).stdout).toBe('in\n');
      vi.stubEnv('SSH_AUTH_SOCK', undefined);
    });

    it('can be interrupted', async () => {
      let onContact: () => void = () => undefined;
      const contacted = new Promise<void>((resolve) => (onContact = resolve));
      await using silent = await listen(() => {
        onContact();
      });
      const { port } = silent;
      const knownHosts = await known(await knownLine(port, hostKey));
      const stop = new AbortController();
      const opening = open({ port, knownHosts }, { signal: stop.signal });
      const ended = expect(opening).rejects.toThrow(Interrupted);
      await contacted;
      stop.abort();
      await ended;
    });
  });

  describe('that breaks', () => {
    it('during a command has an error of its own, and the next command fails too', async () => {
      await using host = await open({ knownHosts: await trusted() });
      const file = folder.path('broken-pid');
      const running = host.run(['sh', '-c', 'echo $$ > "$1"; exec sleep 600', 'sh', file], {
        deadline: seconds(5),
      });
      const lost = expect(running).rejects.toThrow(ConnectionLost);
      const pid = await pidIn(file);
      server.reset();
      await lost;
      await expect(running).rejects.toThrow(/exec sleep 600.* on dut: the connection was lost: /);
      await expect(running).rejects.toMatchObject({ kind: 'unreachable' });
      await expect(host.run(['true'])).rejects.toThrow(ConnectionLost);
      // The machine enforces the deadline by itself.
      await allGone([pid]);
    });

    it('while idle does not end this process', async () => {
      await using host = await open({ knownHosts: await trusted() });
      await host.run(['true']);
      server.reset();
      await vi.waitFor(async () => {
        await expect(host.run(['true'])).rejects.toThrow(ConnectionLost);
      });
    });

    it('silently is noticed by the missing keepalives', async () => {
      const options = { keepalive: milliseconds(100) };
      await using host = await open({ knownHosts: await trusted() }, options);
      const file = folder.path('silent-pid');
      const running = host.run(['sh', '-c', 'echo $$ > "$1"; exec sleep 600', 'sh', file], {
        deadline: seconds(30),
      });
      const lost = expect(running).rejects.toThrow(ConnectionLost);
      const pid = await pidIn(file);
      server.freeze();
      await lost;
      await expect(running).rejects.toThrow(/Keepalive timeout/);
      process.kill(pid);
    });

    it('during an upload leaves the file as it was', async () => {
      const target = await folder.file('target', 'before');
      await using host = await open({ knownHosts: await trusted() });
      const content = Buffer.alloc(20_000_000, 'x');
      const upload = host.upload([{ path: target, content }]);
      const lost = expect(upload).rejects.toThrow(ConnectionLost);
      await vi.waitFor(() => stat(`${target}.part`), { timeout: 10_000, interval: 5 });
      server.reset();
      await lost;
      await vi.waitFor(() => expect(stat(`${target}.part`)).rejects.toThrow('ENOENT'), 10_000);
      expect(await readFile(target, 'utf8')).toBe('before');
    });
  });

  describe('follows the OpenSSH configuration', () => {
    it('with an alias for everything', async () => {
      const configFile = await folder.file(
        'config',
        `Host lab-dut
           HostName 127.0.0.1
           Port ${server.port}
           User tester
           IdentityFile ${userKey}
           UserKnownHostsFile ${await trusted()}
           GlobalKnownHostsFile /dev/null
        `,
      );
      const connection = { type: 'ssh', host: 'lab-dut', sudo: false } as const;
      await using host = await openHost('dut', connection, { configFile });
      expect((await host.run(['echo', 'in'])).stdout).toBe('in\n');
    });

    it('with a proxy command', async () => {
      const program = `
        const socket = require('node:net').connect(process.argv[2], process.argv[1]);
        process.stdin.pipe(socket).pipe(process.stdout);`;
      const script = await folder.file('carry.cjs', program);
      const command = `${process.execPath} -e "$(cat ${script})" %h %p`;
      const configFile = await folder.file('proxy-config', `ProxyCommand ${command}\n`);
      const knownHosts = await trusted();
      await using host = await open({ knownHosts }, { configFile });
      expect((await host.run(['echo', 'in'])).stdout).toBe('in\n');
    });

    it('and reports the error of a proxy that fails', async () => {
      const configFile = await folder.file('bad-proxy', 'ProxyCommand echo no way >&2; exit 1\n');
      const options = { configFile, connectTimeout: seconds(1) };
      const opening = open({ knownHosts: await trusted() }, options);
      await expect(opening).rejects.toThrow(Unreachable);
      await expect(opening).rejects.toThrow(/no way/);
    });

    it('and reports that it is invalid', async () => {
      const configFile = await folder.file('broken-config', 'NoSuchKeyword yes\n');
      await expect(open({}, { configFile })).rejects.toThrow(/NoSuchKeyword|nosuchkeyword/i);
    });
  });
});
