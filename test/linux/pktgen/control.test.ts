import { describe, expect, it } from 'vitest';
import { deviceLines } from '../../../src/linux/pktgen/device.js';
import { refusalRemedy, startWithin, writeLines } from '../../../src/linux/pktgen/control.js';
import { macAddress } from '../../../src/model/network/mac.js';
import { bytes, milliseconds, nanoseconds } from '../../../src/model/units.js';

const device = {
  interface: 'eth1',
  thread: 'kpktgend_0',
  count: 5000,
  delay: nanoseconds(300_000),
  packetSize: bytes(60),
  destinationMac: macAddress('02:00:00:00:00:21'),
  source: '198.18.1.2',
  destinations: { first: '198.19.1.2', last: '198.19.1.2' },
  cloneSkb: 0,
};

describe('writeLines', () => {
  it('is a program with all data on standard input', () => {
    const { argv, stdin } = writeLines(deviceLines(device));
    const [, , program] = argv;
    expect(program).not.toContain('eth1');
    expect(stdin.split('\n')).toContain('eth1 dst_mac 02:00:00:00:00:21');
    expect(stdin.endsWith('\n')).toBe(true);
  });
});

describe('startWithin', () => {
  it('gives the limit to timeout in seconds', () => {
    expect(startWithin(milliseconds(1500)).argv).toContain('1.500');
  });
});

describe('refusalRemedy', () => {
  it('explains the errors of add_device', () => {
    const refusal = 'kpktgend_0: add_device eth1: env: write error: Network is down (ERROR: ...)';
    expect(refusalRemedy(refusal)).toMatch(/ip link set/);
    expect(refusalRemedy('eth1: bla: printf: write error: Invalid argument')).toBeUndefined();
  });
});
