import { describe, expect, it } from 'vitest';
import { carrierCommand } from '../../../src/host/ssh/proxy.js';

describe('carrierCommand', () => {
  const end = { host: '192.0.2.7', port: 2222 };

  it('jumps over one machine', () => {
    expect(carrierCommand({ kind: 'jump', hops: 'admin@gate:2200' }, end)).toEqual([
      'ssh',
      ...['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes'],
      ...['-W', '[192.0.2.7]:2222', 'ssh://admin@gate:2200'],
    ]);
  });

  it('jumps over several, with the same configuration file', () => {
    expect(carrierCommand({ kind: 'jump', hops: 'a,b,c' }, end, '/etc/lab')).toEqual([
      ...['ssh', '-F', '/etc/lab'],
      ...['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes', '-J', 'a,b'],
      ...['-W', '[192.0.2.7]:2222', 'ssh://c'],
    ]);
  });
});
