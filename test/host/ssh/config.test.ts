import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { SshConnection } from '../../../src/config/testbed/testbed-file.js';
import { parseSettings, targetFrom, type SshTarget } from '../../../src/host/ssh/config.js';

/** What `ssh -G` of OpenSSH 9.2 printed. */
const captured = (name: string): string =>
  readFileSync(new URL(`../../fixtures/host/${name}`, import.meta.url), 'utf8');

const target = (name: string, connection: Partial<SshConnection> = {}): SshTarget =>
  targetFrom(
    { type: 'ssh', host: 'lab', sudo: false, ...connection },
    parseSettings(captured(name)),
    { SSH_AUTH_SOCK: '/run/agent' },
  );

describe('targetFrom', () => {
  it('takes everything from the configuration of an alias', () => {
    expect(target('ssh-G-jump.txt')).toEqual({
      host: '192.0.2.7',
      port: 2222,
      user: 'bench',
      identityFiles: [`${homedir()}/.ssh/lab_bench`],
      identityRequired: false,
      agent: '/root/.ssh/agent.sock',
      knownHosts: ['/root/.ssh/lab_hosts'],
      knownHostsRequired: false,
      hostKeyName: '[192.0.2.7]:2222',
      proxy: { kind: 'jump', hops: 'admin@gate.example:2200,inner.example' },
    });
  });

  it('gives the testbed precedence', () => {
    const connection = { port: 22, user: 'root', identityFile: '~/key', knownHosts: '/lab/known' };
    expect(target('ssh-G-jump.txt', connection)).toMatchObject({
      port: 22,
      user: 'root',
      identityFiles: [`${homedir()}/key`],
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
});
