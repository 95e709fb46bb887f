import { describe, expect, it } from 'vitest';
import {
  parseSysctls,
  readSysctls,
  restoreSysctls,
  writeSysctls,
} from '../../../src/linux/kernel/sysctl.js';

const FORWARDING = 'net/ipv4/conf/eth1.7/forwarding';

describe('readSysctls', () => {
  it('asks for every key by one command', () => {
    expect(readSysctls(['net/ipv4/ip_forward', `-${FORWARDING}`])).toEqual([
      ...['grep', '-H', '', '/proc/sys/net/ipv4/ip_forward', `/proc/sys/${FORWARDING}`],
    ]);
  });

  it.each(['ip_forward', '/net/ipv4/ip_forward', 'net/../../etc/passwd', 'net/ipv4/a b', ''])(
    'refuses %j',
    (key) => {
      expect(() => readSysctls([key])).toThrow(RangeError);
    },
  );
});

describe('parseSysctls', () => {
  it('finds values by key; a missing one is absent', () => {
    const stdout = `/proc/sys/${FORWARDING}:1\n/proc/sys/net/ipv4/tcp_rmem:4096\t131072\t6291456\n`;
    expect(parseSysctls([`-${FORWARDING}`, 'net/ipv4/tcp_rmem', 'net/ipv4/x'], stdout)).toEqual({
      [FORWARDING]: '1',
      'net/ipv4/tcp_rmem': '4096\t131072\t6291456',
    });
  });
});

describe('writeSysctls', () => {
  it('passes settings as data, in order', () => {
    const { stdin } = writeSysctls({ 'net/ipv4/ip_forward': '1', [`-${FORWARDING}`]: '0' });
    expect(stdin).toBe(`net/ipv4/ip_forward 1\n-${FORWARDING} 0\n`);
  });

  it.each(['', '1\n2', ' 1'])('refuses the value %j', (value) => {
    expect(() => writeSysctls({ 'net/ipv4/ip_forward': value })).toThrow(RangeError);
  });
});

describe('restoreSysctls', () => {
  it('goes back last first and skips what is gone', () => {
    const { stdin } = restoreSysctls({ 'net/a': '1', 'net/b': '2' });
    expect(stdin).toBe('-net/b 2\n-net/a 1\n');
  });
});
