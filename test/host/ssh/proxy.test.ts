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

  it('uses several jump hosts, with the same configuration file', () => {
    expect(proxyCommand({ kind: 'jump', hops: 'a,b,c' }, end, '/etc/lab')).toEqual([
      ...['ssh', '-F', '/etc/lab'],
      ...['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes', '-J', 'a,b'],
      ...['-W', '[192.0.2.7]:2222', 'ssh://c'],
    ]);
  });
});
