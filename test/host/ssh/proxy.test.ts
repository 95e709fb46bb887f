import { describe, expect, it } from 'vitest';
import { proxyCommand } from '../../../src/host/ssh/proxy.js';

describe('proxyCommand', () => {
  const end = { host: '192.0.2.7', port: 2222 };

  it('uses one jump host', () => {
    expect(proxyCommand({ kind: 'jump', hops: 'admin@gate:2200' }, end)).toEqual([
      'ssh',
      ...['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes'],
      ...['-W', '[192.0.2.7]:2222', 'ssh://admin@gate:2200'],
    ]);
  });

  it('names a jump host of an IPv6 address as ssh takes it: not as a URI', () => {
    const to = { host: '2001:db8::12', port: 22 };
    expect(proxyCommand({ kind: 'jump', hops: 'bench@[2001:db8::1]:2200' }, to).slice(-7)).toEqual([
      ...['-W', '[2001:db8::12]:22', '-l', 'bench', '-p', '2200', '2001:db8::1'],
    ]);
    expect(proxyCommand({ kind: 'jump', hops: '[fe80::1%eth0]' }, to).slice(-3)).toEqual([
      ...['-W', '[2001:db8::12]:22', 'fe80::1%eth0'],
    ]);
  });

  it('verifies the key of every one of several jump hosts, with the same configuration file', () => {
    const options = ['-F', '/etc/lab', '-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes'];
    const strict = options.join(' ');
    const [, ...words] = proxyCommand({ kind: 'jump', hops: 'a,b,c' }, end, '/etc/lab');
    const throughA = `ssh ${strict} -W '[%%h]:%%p' ssh://a`;
    const throughB = `ssh ${strict} -o 'ProxyCommand=${throughA.replaceAll("'", `'\\''`)}' -W '[%h]:%p' ssh://b`;
    expect(words).toEqual([
      ...options,
      ...['-o', `ProxyCommand=${throughB}`],
      ...['-W', '[192.0.2.7]:2222', 'ssh://c'],
    ]);
  });
});
