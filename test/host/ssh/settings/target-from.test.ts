import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SshConnection } from '../../../../src/config/testbed/testbed-file.js';
import { parseSettings } from '../../../../src/host/ssh/settings/read-settings.js';
import { targetFrom } from '../../../../src/host/ssh/settings/target-from.js';
import type { SshTarget } from '../../../../src/host/ssh/settings/target.js';
import { PreconditionFailure } from '../../../../src/model/failure.js';
import type { Surroundings } from '../../../../src/host/ssh/settings/expand.js';

/** What `ssh -G` of OpenSSH 9.2 printed. */
const captured = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/host/${name}`, import.meta.url), 'utf8');

const SURROUNDINGS: Surroundings = {
  environment: { SSH_AUTH_SOCK: '/run/agent', KEYS: '/keys', HOME: '/home/tester' },
  hostName: 'bench.example.net',
  user: 'tester',
  uid: 1000,
  homeOf: (user) => ({ '': '/root', admin: '/home/admin' })[user],
};

const target = (name: string, connection: Partial<SshConnection> = {}): SshTarget =>
  targetFrom(
    { type: 'ssh', host: 'lab', sudo: false, ...connection },
    parseSettings(captured(name)),
    SURROUNDINGS,
  );

describe('targetFrom', () => {
  it('takes everything from the configuration of an alias', () => {
    expect(target('ssh-G-jump.txt')).toMatchObject({
      host: '192.0.2.7',
      port: 2222,
      user: 'bench',
      identityFiles: ['/root/.ssh/lab_bench'],
      certificates: ['/root/.ssh/lab_bench-cert.pub'],
      identityRequired: false,
      agent: '/root/.ssh/agent.sock',
      knownHosts: ['/root/.ssh/lab_hosts'],
      knownHostsRequired: false,
      knownHostsCommand: undefined,
      hostKeyName: '[192.0.2.7]:2222',
      proxy: { kind: 'jump', hops: 'admin@gate.example:2200,inner.example' },
    });
  });

  it('gives the testbed precedence', () => {
    const connection = { port: 22, user: 'root', identityFile: '~/key', knownHosts: '/lab/known' };
    expect(target('ssh-G-jump.txt', connection)).toMatchObject({
      port: 22,
      user: 'root',
      // Where a shell's ~ is; in the configuration it is the home directory of the user database.
      identityFiles: ['/home/tester/key'],
      identityRequired: true,
      knownHosts: ['/lab/known'],
      knownHostsRequired: true,
      hostKeyName: '192.0.2.7',
    });
  });

  it("expands a proxy command's tokens and looks keys up under HostKeyAlias", () => {
    expect(target('ssh-G-proxy-command.txt')).toMatchObject({
      agent: '/run/agent',
      hostKeyName: 'dut-key',
      knownHosts: [
        '/root/.ssh/known_hosts',
        '/root/.ssh/known_hosts2',
        '/etc/ssh/ssh_known_hosts',
        '/etc/ssh/ssh_known_hosts2',
      ],
      proxy: { kind: 'command', command: 'nc -x socks.example 192.0.2.8 22' },
    });
  });

  const configured = (lines: string, connection: Partial<SshConnection> = {}): SshTarget =>
    targetFrom(
      { type: 'ssh', host: 'lab', sudo: false, ...connection },
      parseSettings(`hostname 192.0.2.9\nuser bench\nport 22\n${lines}`),
      SURROUNDINGS,
    );

  it('expands variables, home directories and tokens wherever OpenSSH does', () => {
    const lines = [
      'identityfile ${KEYS}/%h/%r',
      'identityfile ~admin/.ssh/id',
      'identityfile %d/.ssh/%i-%L-%u',
      'certificatefile ~/%n-cert.pub',
      'identityagent ~/agent-%p',
      'userknownhostsfile ~/known ${KEYS}/known %d/%k',
      'globalknownhostsfile none',
    ];
    expect(configured(lines.join('\n'))).toMatchObject({
      identityFiles: [
        '/keys/192.0.2.9/bench',
        '/home/admin/.ssh/id',
        '/root/.ssh/1000-bench-tester',
      ],
      certificates: [
        '/root/lab-cert.pub',
        '/keys/192.0.2.9/bench-cert.pub',
        '/home/admin/.ssh/id-cert.pub',
        '/root/.ssh/1000-bench-tester-cert.pub',
      ],
      agent: '/root/agent-22',
      knownHosts: ['/root/known', '/keys/known', '/root/lab'],
    });
    expect(configured('', { identityFile: '${KEYS}/id' }).identityFiles).toEqual(['/keys/id']);
  });

  it.each([
    ['none', undefined],
    ['SSH_AUTH_SOCK', '/run/agent'],
    ['$KEYS', '/keys'],
    ['${KEYS}/agent', '/keys/agent'],
    ['$UNSET', undefined],
  ])('takes IdentityAgent %s for %s', (setting, agent) => {
    expect(configured(`identityagent ${setting}`).agent).toBe(agent);
  });

  it('names a variable that is not set', () => {
    expect(() => configured('identityfile ${NO_KEYS}/id')).toThrow(PreconditionFailure);
    expect(() => configured('identityfile ${NO_KEYS}/id')).toThrow(
      /\$\{NO_KEYS\}\/id.*environment variable NO_KEYS is not set/,
    );
  });

  it('keeps a path with blanks whole, and reads no part of it relative to the current folder', () => {
    const lines =
      'userknownhostsfile /lab/my keys/known ~/known  %d/k\nrevokedhostkeys /lab/my list';
    expect(configured(lines)).toMatchObject({
      knownHosts: ['/lab/my keys/known', '/root/known', '/root/k'],
      revokedHostKeys: '/lab/my list',
    });
  });

  it("takes 'none' for no file at all", () => {
    const lines = 'identityfile none\ncertificatefile none\nuserknownhostsfile none';
    expect(configured(lines)).toMatchObject({
      identityFiles: [],
      certificates: [],
      knownHosts: [],
    });
  });

  it('uses KnownHostsCommand unless the testbed names a file', () => {
    const line = 'knownhostscommand /usr/bin/keys %H';
    expect(configured(line).knownHostsCommand).toBe('/usr/bin/keys %H');
    expect(configured(line, { knownHosts: '/lab/known' }).knownHostsCommand).toBeUndefined();
  });
});
