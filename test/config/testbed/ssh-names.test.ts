import { describe, expect, it } from 'vitest';
import { hostProblem, userProblem } from '../../../src/config/testbed/ssh-names.js';

describe('hostProblem', () => {
  it.each([
    'dut',
    'dut.lab.example',
    '192.0.2.1',
    '2001:db8::7',
    '::1',
    'fe80::1%eth0',
    'my_alias',
  ])('takes %s', (host) => {
    expect(hostProblem(host)).toBeUndefined();
  });

  it.each([
    ['dut:2222', 'write the port separately: host: dut, port: 2222'],
    ['192.0.2.1:22', 'write the port separately: host: 192.0.2.1, port: 22'],
    ['[2001:db8::7]:22', "write the address without brackets: host: '2001:db8::7', port: 22"],
    ['[::1]', "write the address without brackets: host: '::1'"],
    ['root@dut', 'write the user separately: host: dut, user: root'],
    ['ssh://dut', 'without ssh://'],
    ['dut:name', 'only an IPv6 address has colons'],
    ['-oProxyCommand=x', 'for an option'],
    ['a b', 'must not contain blanks'],
    ['a;b', 'a shell may interpret'],
    ['$(id)', 'a shell may interpret'],
    ['`id`', 'a shell may interpret'],
    ["a'b", 'a shell may interpret'],
    ['a|b', 'a shell may interpret'],
    ['a&b', 'a shell may interpret'],
    ['a>b', 'a shell may interpret'],
    ['a\nb', 'must not contain blanks'],
    ['', 'missing'],
    ['..', 'not the name of a machine'],
    ['__proto__', 'not the name of a machine'],
  ])('says of %j what is wrong', (host, reason) => {
    expect(hostProblem(host)).toContain(reason);
  });
});

describe('userProblem', () => {
  it('accepts only user names', () => {
    expect(['root', 'a.user-1', 'EXAMPLE\\admin'].map(userProblem)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each(['', '-l', 'a b', 'a@b', 'a:b', 'a;b', '$(id)', '`id`', "o'x", 'a|b', 'a\\'])(
    'says of %j what is wrong',
    (user) => {
      expect(userProblem(user)).toBeDefined();
    },
  );
});
