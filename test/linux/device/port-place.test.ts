import { describe, expect, it } from 'vitest';
import { portPlaces } from '../../../src/linux/device/port-place.js';

const SYS = '/sys/class/net';

/** Where a port is by what a machine prints of its files; folders have no first line. */
const placeOf = (files: Readonly<Record<string, string>>) => {
  const stdout = Object.entries(files)
    .map(([path, line]) => `${SYS}/eth1/${path}\t${line}\n`)
    .join('');
  return portPlaces(['eth1'])
    .read([{ exitCode: 0, stdout, stderr: '' }])
    .get('eth1');
};

const QUEUES = { 'queues/tx-0/': '', 'queues/tx-1/': '', 'queues/tx-2/': '', 'queues/tx-3/': '' };

describe('portPlaces', () => {
  it('queries all ports by one command', () => {
    expect(portPlaces(['eth1', 'eth2']).commands).toHaveLength(1);
  });

  it("finds a port's queues, its node and the CPUs there", () => {
    const device = { 'device/subsystem_vendor': '0x8086', 'device/numa_node': '1' };
    expect(placeOf({ ...QUEUES, ...device, 'device/local_cpulist': '8-11,24' })).toEqual({
      transmitQueues: 4,
      node: 1,
      cpus: [8, 9, 10, 11, 24],
    });
  });

  it('uses the node of the PCI function of a virtio device', () => {
    const around = { 'device/../subsystem_vendor': '0x1af4', 'device/../numa_node': '0' };
    expect(placeOf({ ...around, 'device/../local_cpulist': '0-1' })).toEqual({
      transmitQueues: 1,
      node: 0,
      cpus: [0, 1],
    });
  });

  it('prefers no CPU if the firmware reports no node, or nothing could be read', () => {
    const unknown = { node: undefined, cpus: undefined };
    const none = { 'device/subsystem_vendor': '0x8086', 'device/numa_node': '-1' };
    expect(placeOf({ ...QUEUES, ...none, 'device/local_cpulist': '0-7' })).toEqual({
      transmitQueues: 4,
      ...unknown,
    });
    expect(placeOf({})).toEqual({ transmitQueues: 1, ...unknown });
  });
});
