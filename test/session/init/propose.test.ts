import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propose } from '../../../src/session/init/propose.js';
import type { Nic } from '../../../src/linux/device/nic.js';
import type { Discovery } from '../../../src/session/init/discover.js';
import { discovered } from './discovery.js';

const THREE = { generator: 'generator', dut: 'dut', sink: 'sink' };
const TWO = { generator: 'tester', dut: 'dut', sink: 'tester' };

/** The same machines with other NICs. */
const withNics = (found: Discovery, changed: (machine: string, nic: Nic) => Nic): Discovery => ({
  ...found,
  free: found.free.map((port) => ({
    ...port,
    nic: port.nic && changed(port.machine, port.nic),
  })),
  nics: found.nics.map(({ machine, nic }) => ({ machine, nic: changed(machine, nic) })),
});

const identities = (found: Discovery) =>
  propose(found).roles.dut.ports.map(({ identity }) => identity);

describe('a proposed testbed', () => {
  it('has the cables of three machines as links, ports in the order of their interfaces', () => {
    const { roles, links } = propose(
      discovered(THREE, [
        'dut eth10 sink eth1',
        'generator eth2 dut eth1',
        'dut eth2 generator eth1',
        'generator eth4 generator eth5',
        'generator eth6 sink eth7',
      ]),
    );
    const named = (role: keyof typeof roles): string[] =>
      roles[role].ports.map((port) => `${port.name} ${port.interface}`);
    expect(named('generator')).toEqual(['gen0 eth1', 'gen1 eth2']);
    expect(named('dut')).toEqual(['dut0 eth1', 'dut1 eth2', 'dut2 eth10']);
    expect(named('sink')).toEqual(['sink0 eth1']);
    expect(links).toEqual([
      ['gen0', 'dut1'],
      ['gen1', 'dut0'],
      ['dut2', 'sink0'],
    ]);
  });

  it('links the same interfaces as the cables, in any topology', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 2 }), (order) => {
        const cables = order.map((slot, index) => `generator eth${index + 1} dut eth${slot}`);
        const { roles, links } = propose(discovered(THREE, [...cables, 'dut eth9 sink eth1']));
        const ports = new Map(
          [...roles.generator.ports, ...roles.dut.ports, ...roles.sink.ports].map((port) => [
            port.name,
            port.interface,
          ]),
        );
        expect(links.map((link) => link.map((name) => ports.get(name)).join(' '))).toEqual([
          ...order.map((slot, index) => `eth${index + 1} eth${slot}`),
          'eth9 eth1',
        ]);
      }),
    );
  });

  it('gives the last cable to the sink where one machine is both', () => {
    const { roles, links } = propose(
      discovered(TWO, ['tester eth1 dut eth1', 'tester eth2 dut eth2', 'tester eth3 dut eth3']),
    );
    expect(roles.sink).toMatchObject({ machine: 'tester', ports: [{ interface: 'eth3' }] });
    expect(links.at(-1)).toEqual(['dut2', 'sink0']);
  });

  it('identifies ports by PCI address, or by MAC address if they share one', () => {
    const found = discovered(THREE, ['generator eth1 dut eth1', 'dut eth2 sink eth1']);
    expect(identities(found)).toEqual([
      { by: 'pci', address: '0000:00:01.0' },
      { by: 'pci', address: '0000:00:02.0' },
    ]);
    const [first] = found.nics.flatMap(({ machine, nic }) => (machine === 'dut' ? [nic.pci] : []));
    expect(identities(withNics(found, (_, nic) => ({ ...nic, pci: first })))).toEqual([
      { by: 'mac', address: '52:54:00:00:00:01' },
      { by: 'mac', address: '52:54:00:00:00:02' },
    ]);
  });

  it('identifies no port by an address that another NIC of any machine has', () => {
    const found = discovered(THREE, ['generator eth1 dut eth1', 'dut eth2 sink eth1']);
    const onOneCard = withNics(found, (_, nic) => ({ ...nic, pci: undefined }));
    const sameAs = (other: string, device: string) =>
      withNics(onOneCard, (machine, nic) =>
        machine === other && nic.name === device ? { ...nic, mac: '52:54:00:00:00:01' } : nic,
      );
    for (const twin of [sameAs('sink', 'eth1'), sameAs('dut', 'eth0')]) {
      expect(identities(twin)).toEqual([undefined, { by: 'mac', address: '52:54:00:00:00:02' }]);
    }
  });

  it('lists the ports left out, with the reasons', () => {
    const { leftOut } = propose(
      discovered(THREE, ['generator eth1 dut eth1', 'dut eth2 sink eth1', 'sink eth5 sink eth6']),
    );
    expect(leftOut).toEqual([
      'eth5 of sink: its cable does not connect the DUT with another machine',
      'eth6 of sink: its cable does not connect the DUT with another machine',
      'eth0 of dut: it carries address 192.0.2.12/24',
    ]);
  });

  it.each([
    [['generator eth1 dut eth1'], 'no cable connects the DUT with the sink'],
    [['generator eth1 sink eth1'], 'no cable connects the DUT with the generator or the sink'],
  ])('is refused without the necessary cables: %s', (cables, why) => {
    expect(() => propose(discovered(THREE, cables))).toThrow(why);
    expect(() => propose(discovered(THREE, cables))).toThrow('eth0 of dut: it carries address');
  });
});
