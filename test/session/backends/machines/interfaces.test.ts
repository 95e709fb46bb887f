import { describe, expect, it } from 'vitest';
import type { StatedPort } from '../../../../src/config/testbed/port.js';
import type { Nic } from '../../../../src/linux/device/nic.js';
import { macAddress } from '../../../../src/model/network/mac.js';
import { pciAddress } from '../../../../src/model/network/pci-address.js';
import { interfacesOf } from '../../../../src/session/backends/machines/interfaces.js';

const nic = (name: string, mac: string, slot: string, hardware = true): Nic => ({
  ...{ name, flags: ['UP'], mtu: 1500, mac, kind: undefined },
  ...{ permanentMac: undefined, xdp: false, received: 0, alternativeNames: [], promiscuity: 0 },
  ...{ pci: pciAddress(slot), hardware, virtualFunction: false, megabits: 1000 },
});
const NICS = [
  nic('enp3s0f0', '00:1b:21:00:00:01', '03:00.0'),
  nic('enp3s0f1', '00:1b:21:00:00:02', '03:00.1'),
];
const byMac = (name: string, address: string): StatedPort => ({
  ...{ name, interface: '<mac>', identity: { by: 'mac', address: macAddress(address) } },
});
const byPci = (name: string, text: string): StatedPort => {
  const address = pciAddress(text);
  if (address === undefined) throw new Error(text);
  return { name, interface: '<pci>', identity: { by: 'pci', address } };
};
const found = (ports: readonly StatedPort[], nics: readonly Nic[] = NICS, place = '') => {
  const { ports: all, unknown } = interfacesOf('dut', ports, nics, place);
  return { names: all.map((port) => port.interface), unknown };
};

describe('the interfaces of ports', () => {
  it('are those that have their addresses at present', () => {
    const ports = [
      byPci('dut0', '03:00.1'),
      byMac('dut1', '00:1b:21:00:00:01'),
      { name: 'dut2', interface: 'eth7' },
    ];
    expect(found(ports)).toEqual({ names: ['enp3s0f1', 'enp3s0f0', 'eth7'], unknown: [] });
    const renamed = [
      nic('eth1', '00:1b:21:00:00:01', '03:00.0'),
      nic('eth0', '00:1b:21:00:00:02', '03:00.1'),
    ];
    expect(found(ports, renamed).names).toEqual(['eth0', 'eth1', 'eth7']);
  });

  it('are reported with the NICs found if none has the address', () => {
    expect(found([byMac('dut0', '00:1b:21:00:00:09')], NICS, ' in namespace lab').unknown).toEqual([
      {
        ...{ machine: 'dut', port: 'dut0' },
        reason:
          'no network device has mac 00:1b:21:00:00:09 in namespace lab; there are enp3s0f0 (mac 00:1b:21:00:00:01, pci 0000:03:00.0), enp3s0f1 (mac 00:1b:21:00:00:02, pci 0000:03:00.1)',
      },
    ]);
    expect(found([byPci('dut0', '05:00.0')], []).unknown).toMatchObject([
      { reason: 'no network device has pci 0000:05:00.0; there are none' },
    ]);
  });

  it('are refused if several have the address', () => {
    const twice = [...NICS, nic('eth5', '00:1b:21:00:00:01', '05:00.0')];
    expect(found([byMac('dut0', '00:1b:21:00:00:01')], twice).unknown).toMatchObject([
      {
        reason: expect.stringMatching(
          /^several network devices have mac 00:1b:21:00:00:01: enp3s0f0 .*, eth5 /,
        ) as string,
      },
    ]);
  });

  it('are refused if two ports have the same', () => {
    const ports = [byMac('dut0', '00:1b:21:00:00:01'), byPci('dut1', '03:00.0')];
    expect(found(ports).unknown).toEqual([
      { machine: 'dut', port: 'dut1', reason: 'it is enp3s0f0, the same interface as port dut0' },
    ]);
  });
});
