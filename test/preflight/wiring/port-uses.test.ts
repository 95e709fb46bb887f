import { describe, expect, it } from 'vitest';
import type { CommandOutcome } from '../../../src/linux/text/attempts.js';
import { PORT_USES } from '../../../src/preflight/wiring/port-uses.js';

const link = (name: string, more: object = {}) => ({
  ...{ ifname: name, flags: ['UP'], mtu: 1500, address: '52:54:00:00:00:01', addr_info: [] },
  ...more,
});
const ADDRESSES = JSON.stringify([
  link('eth0', { addr_info: [{ family: 'inet', local: '192.0.2.1', prefixlen: 24 }] }),
  link('eth1'),
  link('eth2', {
    addr_info: [{ family: 'inet6', local: 'fe80::1', prefixlen: 64, scope: 'link' }],
  }),
  link('eth3'),
]);
const printed = (stdout: string): CommandOutcome => ({ exitCode: 0, stdout, stderr: '' });
const FAILED: CommandOutcome = { exitCode: 1, stdout: '', stderr: 'no' };

const ROUTES = JSON.stringify([{ dst: 'default', dev: 'eth3' }]);
const CONNECTIONS = '0 0 [fe80::1]%eth2:22 [fe80::9]:50000\n0 0 192.0.2.1:22 192.0.2.9:50001\n';

const uses = (addresses: CommandOutcome, connections = printed(CONNECTIONS)) =>
  PORT_USES.read([
    ...[printed(ADDRESSES), printed(''), addresses, printed(ROUTES), FAILED],
    connections,
  ]).useOf;

describe('the uses of ports', () => {
  it("are addresses, default routes and the controller's connection, even at a link-local address", () => {
    const useOf = uses(printed(ADDRESSES));
    expect(['eth0', 'eth1', 'eth2', 'eth3', 'eth4'].map(useOf)).toEqual([
      'it carries address 192.0.2.1/24',
      undefined,
      'a connection to this machine goes through it',
      'it carries a default route',
      'the network device does not exist',
    ]);
  });

  it('exclude a port if they could not be read', () => {
    expect(uses(FAILED)('eth1')).toBe('what uses it could not be read');
    // Without ss: the machine may be reached through any of them at a link-local address.
    const useOf = uses(printed(ADDRESSES), FAILED);
    expect(['eth0', 'eth1', 'eth2', 'eth3'].map(useOf)).toEqual([
      'it carries address 192.0.2.1/24',
      'which connections go through it could not be read',
      'which connections go through it could not be read',
      'it carries a default route',
    ]);
  });
});
