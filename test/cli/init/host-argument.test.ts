import { describe, expect, it } from 'vitest';
import { hostArgument } from '../../../src/cli/init/host-argument.js';

const ssh = (host: string, port?: number, user?: string) => ({
  ...{ type: 'ssh', host, port, user, sudo: false },
});

describe('a host on the command line', () => {
  it.each([
    ['192.0.2.11', ssh('192.0.2.11')],
    ['root@192.0.2.11', ssh('192.0.2.11', undefined, 'root')],
    ['root@127.0.0.1:2201', ssh('127.0.0.1', 2201, 'root')],
    ['ssh://bench@dut.example:22', ssh('dut.example', 22, 'bench')],
    ['dut', ssh('dut')],
    ['fe80::1%eth0', ssh('fe80::1%eth0')],
    ['root@2001:db8::7', ssh('2001:db8::7', undefined, 'root')],
    ['root@[2001:db8::7]:2222', ssh('2001:db8::7', 2222, 'root')],
    ['ssh://root@[2001:db8::7]:2222', ssh('2001:db8::7', 2222, 'root')],
    ['ssh://dut:22', ssh('dut', 22)],
    ['::1', ssh('::1')],
    ['local', { type: 'local', sudo: false }],
  ])('is read: %s', (text, connection) => {
    expect(hostArgument(text)).toEqual(connection);
  });

  it.each([
    ['', 'a name or an address is missing'],
    ['root@', 'a name or an address is missing'],
    ['-oProxyCommand=x', 'a leading hyphen'],
    ['a b', 'must not contain blanks'],
    ['ro ot@dut', 'no blanks'],
    ['dut:0', 'a port is from 1 to 65535'],
    ['dut:70000', 'a port is from 1 to 65535'],
    ['$(reboot)', 'ssh rejects names'],
    ['root@[2001:db8::7', 'brackets are for an address'],
    ['[2001:db8::7]22', 'brackets are for an address'],
    ['root@dut:ssh', 'only an IPv6 address has colons'],
    ['root@dut:22:23', 'only an IPv6 address has colons'],
    ['a@b@dut', 'a user name has no blanks, @'],
  ])('is refused: %s', (text, why) => {
    expect(() => hostArgument(text)).toThrow(why);
  });
});
