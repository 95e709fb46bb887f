import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SshConnection } from '../../../../src/config/testbed/testbed-file.js';
import {
  AuthenticationFailed,
  HostKeyRejected,
  Unreachable,
} from '../../../../src/host/connection-errors.js';
import { openHost } from '../../../../src/host/open.js';
import type { Host } from '../../../../src/host/host.js';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import { seconds } from '../../../../src/model/units.js';
import { knownLine } from '../keys.js';
import { allGone } from '../process.js';
import { sshdProblem, startSshd, type SshdMachine } from '../sshd.js';

vi.setConfig({ testTimeout: 60_000 });

const skipped = (await sshdProblem()) !== undefined;

/** Connects through a gate, whose key and user's key are as given. The gate's network has nothing else in it. */
const openThrough = async (
  gate: SshdMachine,
  { identityFile = gate.userKey, known = '' }: { identityFile?: string; known?: string } = {},
): Promise<Host> => {
  const { folder, port } = gate;
  const gateKnown = await folder.file('gate-known', known);
  const config = `
    Host gate
      HostName 127.0.0.1
      Port ${port}
      User root
      IdentityFile ${identityFile}
      IdentityAgent none
      UserKnownHostsFile ${gateKnown}
      GlobalKnownHostsFile /dev/null
    Host dut
      HostName 127.0.0.1
      Port 22
      ProxyJump gate
      IdentityAgent none`;
  const configFile = await folder.file('config', `${config}\n`);
  const key = await readFile(`${gate.hostKey}.pub`, 'utf8');
  const knownHosts = await folder.file('dut-known', `127.0.0.1 ${key}`);
  const connection: SshConnection = {
    type: 'ssh',
    host: 'dut',
    knownHosts,
    identityFile: gate.userKey,
    sudo: false,
  };
  return openHost('dut', connection, { configFile, connectTimeout: seconds(3) });
};

describe.skipIf(skipped)('a jump host', () => {
  it('whose key is not known is named, at once', async () => {
    await using gate = await startSshd();
    const opening = openThrough(gate);
    await expect(opening).rejects.toBeInstanceOf(HostKeyRejected);
    await expect(opening).rejects.toThrow(
      /jump host \[127\.0\.0\.1\]:\d+ on dut: its host key is unknown[^]*fix: ssh -o StrictHostKeyChecking=ask gate true/,
    );
    expect(gate.connections()).toBe(1);
  });

  it('whose key has changed is named', async () => {
    await using gate = await startSshd();
    const known = await knownLine(gate.port, gate.userKey);
    const opening = openThrough(gate, { known });
    await expect(opening).rejects.toBeInstanceOf(HostKeyRejected);
    await expect(opening).rejects.toThrow(
      /jump host \[127\.0\.0\.1\]:\d+ on dut: its host key does not match[^]*ssh-keygen -R \S+ -f \S+gate-known, then ssh/,
    );
  });

  it('that refuses the login is named', async () => {
    await using gate = await startSshd();
    const known = await knownLine(gate.port, gate.hostKey);
    const other = await gate.folder.key('other-key');
    const opening = openThrough(gate, { known, identityFile: other });
    await expect(opening).rejects.toBeInstanceOf(AuthenticationFailed);
    await expect(opening).rejects.toThrow(
      /logging in as root@127\.0\.0\.1, a jump host on dut: refused; it accepts publickey/,
    );
    expect(gate.connections()).toBe(1);
  });

  it('that passes nothing on is named', async () => {
    await using gate = await startSshd({ config: ['AllowTcpForwarding no'] });
    const known = await knownLine(gate.port, gate.hostKey);
    const opening = openThrough(gate, { known });
    await expect(opening).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(opening).rejects.toThrow(/does not forward connections[^]*AllowTcpForwarding yes/);
  });

  it('that reaches no machine is retried, and quoted', async () => {
    await using gate = await startSshd();
    const known = await knownLine(gate.port, gate.hostKey);
    const opening = openThrough(gate, { known });
    await expect(opening).rejects.toBeInstanceOf(Unreachable);
    await expect(opening).rejects.toThrow(/jump host gate: [^]*Connection refused/);
    expect(gate.connections()).toBeGreaterThan(1);
  });
});

describe.skipIf(skipped)('a ProxyCommand', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    ['no-such-program %h %p', /no-such-program: not found[^]*fix: install that program/],
    ['/etc/passwd', /Permission denied[^]*ProxyCommand \/etc\/passwd/],
  ])('that cannot be started, %s, is a precondition', async (command, message) => {
    await using machine = await startSshd();
    const configFile = await machine.folder.file('config', `ProxyCommand ${command}\n`);
    const opening = openHost('dut', machine.connection, { configFile });
    await expect(opening).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(opening).rejects.toThrow(message);
  });

  it('that says nothing is ended, with its children', async () => {
    await using machine = await startSshd();
    const script = await machine.folder.file('silent', 'sleep 600 & echo $! >>"$0.pids"; wait\n');
    const configFile = await machine.folder.file('config', `ProxyCommand sh ${script}\n`);
    const options = { configFile, connectTimeout: seconds(1) };
    const opening = openHost('dut', machine.connection, options);
    await expect(opening).rejects.toBeInstanceOf(Unreachable);
    await expect(opening).rejects.toThrow(/ProxyCommand sh \S+: no data came through it/);
    const pids = (await readFile(`${script}.pids`, 'utf8')).trim().split('\n').map(Number);
    await allGone(pids);
  });
});
