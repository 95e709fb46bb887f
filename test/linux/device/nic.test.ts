import { describe, expect, it } from 'vitest';
import { NICS, nicsOf, nicText, type Nic } from '../../../src/linux/device/nic.js';
import { macAddress } from '../../../src/model/network/mac.js';
import { pciAddress } from '../../../src/model/network/pci-address.js';
import type { PortIdentity } from '../../../src/model/network/port-identity.js';

const link = (members: object) => ({ flags: ['UP'], mtu: 1500, addr_info: [], ...members });

/** Two ports of a card, the first in a bond that took its address, with a VLAN and a macvlan on top. */
const ADDRESSES = JSON.stringify([
  link({ ifname: 'lo', address: '00:00:00:00:00:00' }),
  link({ ifname: 'enp3s0f0', address: '00:1b:21:00:00:01', master: 'bond0' }),
  link({ ifname: 'enp3s0f1', address: '00:1b:21:00:00:01', permaddr: '00:1b:21:00:00:02' }),
  link({ ifname: 'bond0', address: '00:1b:21:00:00:01', linkinfo: { info_kind: 'bond' } }),
  link({
    ifname: 'v7',
    link: 'bond0',
    address: '00:1b:21:00:00:01',
    linkinfo: { info_kind: 'vlan' },
  }),
  link({ ifname: 'eth9', address: '52:54:00:00:00:09' }),
  link({ ifname: 'usb0', address: '00:50:b6:00:00:01' }),
  link({ ifname: 'p0', address: '00:1b:21:00:00:01', linkinfo: { info_kind: 'veth' } }),
  link({ ifname: 'wlp4s0', address: '00:28:f8:00:00:01' }),
  link({ ifname: 'ib0', address: '80:00:02:08:fe:80:00:00:00:00:00:00:00:02:c9:03:00:00:00:01' }),
  link({ ifname: 'can0' }),
]);
const FILES = [
  '/sys/class/net/enp3s0f0/device\t/sys/devices/pci0000:00/0000:00:1c.0/0000:03:00.0',
  '/sys/class/net/enp3s0f1/device\t/sys/devices/pci0000:00/0000:00:1c.0/0000:03:00.1',
  '/sys/class/net/eth9/device\t/sys/devices/pci0000:00/0000:00:04.0/virtio1',
  '/sys/class/net/usb0/device\t/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1:1.0',
  '/sys/class/net/wlp4s0/device\t/sys/devices/pci0000:00/0000:00:1c.1/0000:04:00.0',
  '/sys/class/net/wlp4s0/phy80211\t/sys/devices/pci0000:00/0000:00:1c.1/0000:04:00.0/ieee80211/phy0',
  '/sys/class/net/ib0/device\t/sys/devices/pci0000:00/0000:00:1c.2/0000:05:00.0',
  '/sys/class/net/can0/device\t/sys/devices/platform/can',
  '/sys/class/net/enp3s0f0/speed\t1000',
  '/sys/class/net/enp3s0f1/speed\t-1',
  '/sys/class/net/enp3s0f1/device/physfn\t/sys/devices/pci0000:00/0000:00:1c.0/0000:03:00.0',
];

const read = (): readonly Nic[] => {
  const outcome = (stdout: string) => ({ exitCode: 0, stdout, stderr: '' });
  const nics = NICS.read([outcome(ADDRESSES), outcome(FILES.map((line) => `${line}\n`).join(''))]);
  if ('unread' in nics) throw new Error(nics.unread);
  return nics.value;
};

const named = (identity: PortIdentity): string[] =>
  nicsOf(read(), identity).map(({ name }) => name);
const mac = (text: string): PortIdentity => ({ by: 'mac', address: macAddress(text) });
const pci = (text: string): PortIdentity => {
  const address = pciAddress(text);
  if (address === undefined) throw new Error(text);
  return { by: 'pci', address };
};

describe('NICs', () => {
  it('are hardware devices and ends of virtual cables, with bus address, speed and master', () => {
    expect(
      read().map(({ name, pci: place, hardware, megabits, virtualFunction }) => [
        ...[name, place, hardware, megabits, virtualFunction],
      ]),
    ).toEqual([
      ['enp3s0f0', '0000:03:00.0', true, 1000, false],
      ['enp3s0f1', '0000:03:00.1', true, undefined, true],
      ['eth9', '0000:00:04.0', true, undefined, false],
      ['usb0', undefined, true, undefined, false],
      ['p0', undefined, false, undefined, false],
      ['ib0', '0000:05:00.0', true, undefined, false],
      ['can0', undefined, true, undefined, false],
    ]);
  });

  it('have an Ethernet address if they are Ethernet devices', () => {
    const addressOf = (device: string) => read().find(({ name }) => name === device)?.mac;
    expect(['eth9', 'ib0', 'can0'].map(addressOf)).toEqual([
      '52:54:00:00:00:09',
      undefined,
      undefined,
    ]);
  });

  it('are found by their permanent address, not by one that others share', () => {
    expect(named(mac('00:1B:21:00:00:01'))).toEqual(['enp3s0f0']);
    expect(named(mac('00:1b:21:00:00:02'))).toEqual(['enp3s0f1']);
    expect(named(mac('00:1b:21:00:00:03'))).toEqual([]);
  });

  it('are found by their bus address', () => {
    expect(named(pci('03:00.1'))).toEqual(['enp3s0f1']);
    expect(named(pci('0000:00:04.0'))).toEqual(['eth9']);
    // The controller of a bus on which there may be many.
    expect(named(pci('0000:00:14.0'))).toEqual([]);
  });

  it('are shown with everything that identifies them', () => {
    expect(read().map(nicText)).toContain('enp3s0f1 (mac 00:1b:21:00:00:02, pci 0000:03:00.1)');
  });
});
