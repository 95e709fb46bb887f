import { describe, expect, it } from 'vitest';
import type { Device } from '../../src/linux/ip/device.js';
import { canReceive, foreignTraffic } from '../../src/preflight/foreign-traffic.js';
import type { RoleSubject } from '../../src/preflight/subject.js';

const role: RoleSubject = {
  role: 'dut',
  namespace: undefined,
  cpus: [],
  ports: [{ name: 'dut0', interface: 'eth1' }],
};

const device = (
  received: number | undefined,
  name = 'eth1',
  flags = ['UP', 'LOWER_UP'],
): Device => ({
  ...{
    name,
    flags,
    received,
    mtu: 1500,
    mac: undefined,
    permanentMac: undefined,
    kind: undefined,
  },
  ...{ xdp: false, alternativeNames: [], promiscuity: 0 },
});

describe('foreign traffic', () => {
  it('is any frame that a port receives while nothing is measured', () => {
    const found = foreignTraffic(role, [device(7)], [device(10)]);
    expect(found).toMatchObject([{ severity: 'distorts', port: 'dut0' }]);
    expect(found[0]?.found).toContain('received 3 frames');
  });

  it('is not found on a port that receives nothing, is reset, or is not a test port', () => {
    expect(foreignTraffic(role, [device(7)], [device(7)])).toEqual([]);
    expect(foreignTraffic(role, [device(7)], [device(0)])).toEqual([]);
    expect(foreignTraffic(role, [device(undefined)], [device(9)])).toEqual([]);
    expect(foreignTraffic(role, [device(1, 'eth0')], [device(9, 'eth0')])).toEqual([]);
  });

  it('is looked for if a port has carrier', () => {
    expect(canReceive(role, [device(0)])).toBe(true);
    expect(canReceive(role, [device(0, 'eth1', ['UP'])])).toBe(false);
    expect(canReceive(role, [device(0, 'eth0')])).toBe(false);
  });
});
