import { expect, it } from 'vitest';
import { isOfAllNodes, isVolatileSysctl, NOT_RESTORED } from './volatile.js';

it.each([NOT_RESTORED, 'fs.file-nr', 'kernel.random.uuid', 'net.ipv6.conf.eth0.stable_secret'])(
  '%s is no part of the state of a machine',
  (name) => {
    expect(isVolatileSysctl(name)).toBe(true);
  },
);

it.each(['net.ipv4.ip_forward', 'kernel.panic', 'net.core.bpf_jit_enable', 'fs.file-max'])(
  '%s is part of the state of a machine',
  (name) => {
    expect(isVolatileSysctl(name)).toBe(false);
  },
);

it('leaves out the address of all IPv6 nodes, which ports join as they go up, and no other', () => {
  const entry = (mac: string) => ({ mac, ifname: 'eth1', flags: ['self'], state: 'permanent' });
  expect(isOfAllNodes(entry('33:33:00:00:00:01'))).toBe(true);
  expect(isOfAllNodes({ link: '33:33:00:00:00:01' })).toBe(true);
  expect(isOfAllNodes(entry('33:33:ff:12:34:56'))).toBe(false);
  expect(isOfAllNodes({ family: 'inet6', address: 'ff02::1' })).toBe(false);
});
