import { describe, expect, it } from 'vitest';
import type { LockedHost } from '../../../src/host/locked-host.js';
import { choosePorts } from '../../../src/preflight/wiring/free-ports.js';
import { FakeHost } from '../fake-host.js';

const link = (ifname: string, more: object = {}) => ({
  ...{ ifname, flags: ['UP'], mtu: 1500, addr_info: [], ...more },
});
const ethernet = (ifname: string, index: number, more: object = {}) =>
  link(ifname, { address: `00:1b:21:00:00:0${index}`, ...more });

const DEVICES = JSON.stringify([
  ethernet('eno1', 1, {
    addr_info: [{ family: 'inet', local: '192.0.2.12', prefixlen: 24 }],
  }),
  ethernet('enp3s0f0', 2),
  ethernet('enp3s0f1', 3),
  ethernet('enp3s0f1v0', 4),
  ethernet('wlp4s0', 5),
  link('ib0', { address: '80:00:02:08:fe:80:00:00:00:00:00:00:00:02:c9:03:00:00:00:01' }),
  link('can0'),
  ethernet('veth7', 6, { linkinfo: { info_kind: 'veth' } }),
]);
const HARDWARE = ['eno1', 'enp3s0f0', 'enp3s0f1', 'enp3s0f1v0', 'wlp4s0', 'ib0', 'can0'];
const FILES = new Map([
  ...HARDWARE.map((name) => [`/sys/class/net/${name}/device`, `/sys/devices/${name}`] as const),
  ['/sys/class/net/enp3s0f1v0/device/physfn', '/sys/devices/enp3s0f1'],
  ['/sys/class/net/wlp4s0/phy80211', '/sys/devices/phy0'],
]);

/** A machine on which commands that start with one of these words fail. */
const machine = (...missing: readonly string[]): LockedHost => {
  const answers = {
    'ip -j -d -s address show': DEVICES,
    'ip -j -d address show': DEVICES,
    'ip -j route show table all default': '[]',
    'ip -j -6 route show table all default': '[]',
    'ss -H -t -n state established': '',
  };
  const given = Object.entries(answers).filter(
    ([command]) => !missing.some((word) => command.startsWith(word)),
  );
  // It is only queried, never changed.
  return new FakeHost(Object.fromEntries(given), FILES, () => '') as unknown as LockedHost;
};

const chosen = async (host: LockedHost, ...names: readonly string[]) => {
  const ports = names.map((name) => ({ name, role: 'dut' as const, interface: name }));
  const { free, untried, nics } = await choosePorts([{ host, ports }]);
  return {
    free: free.map((port) => port.interface),
    untried: untried.map(({ port, reason }) => `${port.interface}: ${reason}`),
    nics: nics.map(({ nic }) => nic.name),
  };
};

describe('the ports that test frames may be sent on', () => {
  it('are unused Ethernet NICs, those of the testbed first', async () => {
    const { free, untried, nics } = await chosen(machine(), 'enp3s0f1', 'veth7');
    expect(free).toEqual(['enp3s0f1', 'veth7', 'enp3s0f0']);
    expect(untried).toEqual(['eno1: it carries address 192.0.2.12/24']);
    // One that is in use may have the same address as a free one.
    expect(nics).toContain('eno1');
  });

  it('are none if it cannot be read through which of them the machine is reached', async () => {
    const { free, untried } = await chosen(machine('ss'), 'enp3s0f1');
    expect(free).toEqual([]);
    expect(untried).toEqual([
      'enp3s0f1: which connections go through it could not be read',
      'eno1: it carries address 192.0.2.12/24',
      'enp3s0f0: which connections go through it could not be read',
    ]);
  });

  it('do not include missing devices', async () => {
    const { free, untried } = await chosen(machine(), 'eth9');
    expect(free).toEqual(['enp3s0f0', 'enp3s0f1']);
    expect(untried).toContain('eth9: the network device does not exist');
  });
});
