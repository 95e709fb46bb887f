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
    ['dut:2222', 'write the port apart: host: dut, port: 2222'],
    ['192.0.2.1:22', 'write the port apart: host: 192.0.2.1, port: 22'],
    ['[2001:db8::7]:22', "write the address without brackets: host: '2001:db8::7', port: 22"],
    ['[::1]', "write the address without brackets: host: '::1'"],
    ['root@dut', 'write the user apart: host: dut, user: root'],
    ['ssh://dut', 'without ssh://'],
    ['dut:name', 'only an IPv6 address has colons'],
    ['-oProxyCommand=x', 'for an option'],
    ['a b', 'no blanks'],
    ['a;b', 'a shell may read'],
    ['$(id)', 'a shell may read'],
    ['`id`', 'a shell may read'],
    ["a'b", 'a shell may read'],
    ['a|b', 'a shell may read'],
    ['a&b', 'a shell may read'],
    ['a>b', 'a shell may read'],
    ['a\nb', 'no blanks'],
    ['', 'missing'],
    ['..', 'no name of a machine'],
    ['__proto__', 'no name of a machine'],
  ])('says of %j what is wrong', (host, reason) => {
    expect(hostProblem(host)).toContain(reason);
  });
});

describe('userProblem', () => {
  it('takes names of users, and no others', () => {
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
