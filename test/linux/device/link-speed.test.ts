import { describe, expect, it } from 'vitest';
import { parseLinkSpeeds, readLinkSpeeds } from '../../../src/linux/device/link-speed.js';

const PCI = '/sys/devices/pci0000:00/0000:00:01.0/0000:01:00.0/net/enp1s0f0';
const linkOf = (line: string) => parseLinkSpeeds(`${line}\n`, 'sink')[0];

describe('link speeds', () => {
  it('are queried port by port', () => {
    expect(readLinkSpeeds(['eth1', 'eth2']).slice(3)).toEqual(['sh', 'eth1', 'eth2']);
  });

  it('are in bits per second', () => {
    expect(
      parseLinkSpeeds(`enp1s0f0 physical 1000 ${PCI}\nenp1s0f1 physical 10000 ${PCI}\n`),
    ).toEqual([
      { interface: 'enp1s0f0', speed: 1e9, hardware: true },
      { interface: 'enp1s0f1', speed: 1e10, hardware: true },
    ]);
  });

  it('are unknown for a port that is down, or whose driver does not report it', () => {
    expect(linkOf(`enp1s0f0 physical -1 ${PCI}`)?.speed).toBeUndefined();
  });

  it.each([
    ['veth or a software NIC', 'gen0 physical 10000 /sys/devices/virtual/net/gen0'],
    ['virtio', 'eth1 physical 1000 /sys/devices/pci0000:00/0000:00:03.0/virtio1/net/eth1'],
    ['an emulated NIC of a virtual machine', `enp1s0f0 virtual 1000 ${PCI}`],
    ['Hyper-V', 'eth0 physical 40000 /sys/devices/LNXSYSTM:00/VMBUS:01/9f1a/net/eth0'],
  ])('say nothing about the time of a frame on %s', (_, line) => {
    expect(linkOf(line)?.hardware).toBe(false);
  });

  it('are rejected if something else was printed, with the name of the machine', () => {
    expect(() => linkOf('enp1s0f0 1000')).toThrow(/on sink: expected 'PORT physical SPEED PATH'/);
  });
});
