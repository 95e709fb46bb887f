import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deviceNameProblem,
  madeHereProblem,
  namespaceNameProblem,
} from '../../../src/model/network/kernel-name.js';

describe('namespaceNameProblem', () => {
  it.each([
    'blue',
    'test_sink',
    '_x',
    'qrouter-1c3c9a3e-f0f1-4a54-8f3b-1f7c9d1b2f10',
    'Net.1@host:2',
    '0',
    'n'.repeat(255),
    'ü'.repeat(127),
  ])('takes %s', (name) => {
    expect(namespaceNameProblem(name)).toBeUndefined();
  });

  it.each([
    ['', /does not allow that name/],
    ['..', /does not allow that name/],
    ['__proto__', /JSON/],
    ['a/b', /slash/],
    ['-n', /option/],
    ['a b', /blanks/],
    ['a\u202eb', /invisible/],
    ['n'.repeat(256), /255 bytes/],
    ['ü'.repeat(128), /255 bytes/],
  ])('refuses %j', (name, reason) => {
    expect(namespaceNameProblem(name)).toMatch(reason);
  });
});

describe('deviceNameProblem', () => {
  it.each(['eth0', 'enp65s0f1np1', 'eth0.100', 'wan_1', 'enx001122aabbcc', 'e'])(
    'takes %s',
    (name) => {
      expect(deviceNameProblem(name)).toBeUndefined();
    },
  );

  it.each([
    ['eth0:1', /an address label of eth0, not a device: use eth0/],
    ['eth1@if7', /use eth1/],
    [':1', /no colon/],
    ['eth%d', /%/],
    ['enp65s0f1np1d1.4094', /15 bytes/],
    ['lo', /loopback/],
    ['all', /all devices/],
    ['default', /new devices/],
    ['.', /does not allow that name/],
    ['__proto__', /JSON/],
    ['a"b', /quotes/],
    ['a\0b', /invisible/],
  ])('refuses %j', (name, reason) => {
    expect(deviceNameProblem(name)).toMatch(reason);
  });

  it('accepts nothing that the kernel rejects', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (name) => {
        const valid =
          name !== '' &&
          name !== '.' &&
          name !== '..' &&
          !/[/:\s]/.test(name) &&
          new TextEncoder().encode(name).length < 16;
        expect(valid || deviceNameProblem(name) !== undefined).toBe(true);
      }),
    );
  });
});

describe('madeHereProblem', () => {
  it('rejects names that data planes use', () => {
    expect(
      ['vrbench-vr0', 'vrbench-br12', 'vr0-p1'].filter((name) => !madeHereProblem(name)),
    ).toEqual([]);
    expect(['blue', 'vrbench-sink', 'vr0', 'eth0'].filter(madeHereProblem)).toEqual([]);
  });
});
