import { describe, expect, it } from 'vitest';
import { differences } from './differences.js';

describe('differences', () => {
  it('say in a line what became another, what is new and what is gone', () => {
    const before = { sysctls: { 'net.ipv4.ip_forward': '0' }, modules: { pktgen: 'present' } };
    const after = {
      sysctls: { 'net.ipv4.ip_forward': '1' },
      modules: {},
      processes: { 'make -C /usr/src': 'running' },
    };
    expect(differences(before, after)).toEqual([
      'sysctls: net.ipv4.ip_forward: 0 became 1',
      'modules: pktgen: gone: present',
      'processes: make -C /usr/src: new: running',
    ]);
  });

  it('are none between equal states, whatever their order', () => {
    const one = { links: { a: '1', b: '2' }, modules: {} };
    expect(differences(one, { modules: {}, links: { b: '2', a: '1' } })).toEqual([]);
  });
});
