import { describe, expect, it } from 'vitest';
import { AuthenticationFailed, HostKeyRejected } from '../../../src/host/connection-errors.js';
import { proxyFailure } from '../../../src/host/ssh/proxy-failure.js';
import type { Proxy } from '../../../src/host/ssh/settings/target.js';
import { PreconditionFailure, type Failure } from '../../../src/model/failure.js';

const JUMP: Proxy = { kind: 'jump', hops: 'admin@gate:2200' };

const failureOf = (
  stderr: string,
  { exitCode = 255, proxy = JUMP }: { exitCode?: number; proxy?: Proxy } = {},
): Failure | undefined =>
  proxyFailure(
    { machine: 'dut', target: { host: '192.0.2.7', port: 22 }, proxy },
    { exitCode, stderr },
  );

const END = 'Host key verification failed.\r\nConnection closed by UNKNOWN port 65535\r\n';

describe('proxyFailure', () => {
  it('names a jump host whose key is not known, and how to log in to it', () => {
    const failure = failureOf(
      `No ED25519 host key is known for [gate]:2200 and you have requested strict checking.\r\n${END}`,
    );
    expect(failure).toBeInstanceOf(HostKeyRejected);
    expect(failure?.kind).toBe('unreachable');
    expect(failure?.message).toMatch(
      /verifying the host key of jump host \[gate\]:2200 on dut: its host key is unknown[^]*fix: ssh -o StrictHostKeyChecking=ask ssh:\/\/admin@gate:2200 true/,
    );
  });

  it('says how to log in to one of an IPv6 address', () => {
    const failure = failureOf(
      `No ED25519 host key is known for [2001:db8::1]:2200 and you have requested strict checking.\r\n${END}`,
      { proxy: { kind: 'jump', hops: 'admin@[2001:db8::1]:2200' } },
    );
    expect(failure?.message).toMatch(/=ask -l admin -p 2200 2001:db8::1 true, and compare/);
  });

  it('names one whose key has changed, and the file that has the old one', () => {
    const failure = failureOf(
      `@@@@\r\nAdd correct host key in /h/.ssh/known_hosts to get rid of this message.\r\nOffending ED25519 key in /h/.ssh/known_hosts:3\r\nHost key for inner has changed and you have requested strict checking.\r\n${END}`,
      { proxy: { kind: 'jump', hops: 'gate,inner' } },
    );
    expect(failure).toBeInstanceOf(HostKeyRejected);
    expect(failure?.message).toMatch(
      /jump host inner[^]*ssh-keygen -R inner -f \/h\/\.ssh\/known_hosts, then ssh -o \S+ -J gate inner true/,
    );
  });

  it('names one whose key is revoked', () => {
    expect(
      failureOf(`The ED25519 host key for gate is marked as revoked.\r\n${END}`)?.message,
    ).toMatch(/jump host gate on dut: its host key is marked as revoked/);
  });

  it('names one that refuses the login', () => {
    const failure = failureOf(
      'admin@gate: Permission denied (publickey,password).\r\nConnection closed by UNKNOWN port 65535\r\n',
    );
    expect(failure).toBeInstanceOf(AuthenticationFailed);
    expect(failure?.message).toMatch(
      /logging in as admin@gate, a jump host on dut: refused; it accepts publickey, password/,
    );
  });

  it('reports a proxy that passes nothing on', () => {
    const failure = failureOf(
      'channel 0: open failed: administratively prohibited: open failed\r\nstdio forwarding failed\r\n',
    );
    expect(failure).toBeInstanceOf(PreconditionFailure);
    expect(failure?.message).toMatch(/AllowTcpForwarding yes/);
  });

  it.each([
    [127, 'sh: 1: exec: nosuch: not found\n'],
    [126, 'sh: 1: exec: /etc/passwd: Permission denied\n'],
  ])('says that a ProxyCommand did not start, by exit code %s', (exitCode, stderr) => {
    const failure = failureOf(stderr, {
      exitCode,
      proxy: { kind: 'command', command: 'nosuch 192.0.2.7' },
    });
    expect(failure).toBeInstanceOf(PreconditionFailure);
    expect(failure?.message).toMatch(/through ProxyCommand on dut: sh: 1: exec[^]*fix: install/);
  });

  it.each([
    'ssh: connect to host gate port 22: Connection refused\r\n',
    'channel 0: open failed: connect failed: Connection refused\r\nstdio forwarding failed\r\n',
    '',
  ])('lets another attempt be made after %j', (stderr) => {
    expect(failureOf(stderr)).toBeUndefined();
  });
});
