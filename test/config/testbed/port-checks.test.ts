import { describe, expect, it } from 'vitest';
import { loadTestbed } from '../../../src/config/load.js';
import { changed, problemsOf, TESTBED, withFile } from '../examples.js';

const GEN = '{ name: gen0, interface: eth1 }';
const DUT = '{ name: dut1, interface: eth2 }';
const by = (from: string, found: string, text = TESTBED): string =>
  changed(text, from, from.replace(/interface: \w+/, found));
const MAC = 'mac: 00:1b:21:3A:4b:5c';

describe('ports identified other than by name', () => {
  it('are found by MAC or PCI address', async () => {
    const text = by(GEN, MAC, by(DUT, 'pci: 03:00.1'));
    const { file } = await withFile(text, loadTestbed);
    expect(file.roles.generator.ports).toEqual([
      {
        name: 'gen0',
        interface: '<mac:00:1b:21:3a:4b:5c>',
        identity: { by: 'mac', address: '00:1b:21:3a:4b:5c' },
      },
    ]);
    expect(file.roles.dut.ports[1]?.identity).toEqual({ by: 'pci', address: '0000:03:00.1' });
  });

  it.each([
    ['interface: eth1, mac: 00:1b:21:3a:4b:5c', 'interface and mac'],
    ['pci: 03:00.1, mac: 00:1b:21:3a:4b:5c', 'mac and pci'],
  ])('have one of them: %s', async (found, got) => {
    expect(await problemsOf(by(GEN, found))).toEqual([
      `7:39 roles.generator.ports[0]: a port needs exactly one of interface, mac or pci, found ${got}`,
    ]);
  });

  it('need at least one key', async () => {
    expect(await problemsOf(changed(TESTBED, ', interface: eth2', ''))).toEqual([
      '10:46 roles.dut.ports[1]: a port needs exactly one of interface, mac or pci, found none',
    ]);
  });

  it.each([
    ['mac: eth1', 'must be an Ethernet address'],
    ['mac: 00:1b:21:3a:4b', 'must be an Ethernet address'],
    ['mac: 00:00:00:00:00:00', 'no device has that address'],
    ['mac: 01:00:5e:00:00:01', 'that is a group address'],
    ['pci: "3"', 'must be a PCI address'],
    ['pci: 0000:03:00.9', 'must be a PCI address'],
  ])('have addresses that devices have: %s', async (found, why) => {
    const [problem] = await problemsOf(by(GEN, found));
    expect(problem).toMatch(/^7:\d+ roles\.generator\.ports\[0\]\.(mac|pci): /);
    expect(problem).toContain(why);
  });

  it('must have unique MAC addresses, even on different machines', async () => {
    const text = by(GEN, MAC, by(DUT, MAC.toLowerCase()));
    expect(await problemsOf(text)).toEqual([
      "10:65 roles.dut.ports[1].mac: port 'gen0' of the generator already has this Ethernet address; addresses must be unique",
    ]);
  });

  it('must have unique PCI addresses on a machine', async () => {
    const text = by(
      '{ name: dut0, interface: eth1 }',
      'pci: 0000:03:00.1',
      by(DUT, 'pci: 03:00.1'),
    );
    const [problem, ...others] = await problemsOf(text);
    expect(problem).toMatch(
      /^10:\d+ roles\.dut\.ports\[1\]\.pci: '0000:03:00\.1' is already port 'dut0'/,
    );
    expect(others).toEqual([]);
    // On another machine it is another slot.
    expect(await problemsOf(by(GEN, 'pci: 03:00.1', by(DUT, 'pci: 03:00.1')))).toEqual([]);
  });

  it('must be identified by name in a lab', async () => {
    const lab = changed(
      by(GEN, MAC).replaceAll(/connection: \{[^}]*\}/g, 'cpus: 1'),
      'machines:',
      'lab: { kind: virtual }\nmachines:',
    );
    const problems = await problemsOf(lab);
    expect(
      problems.some((line) => line.includes("ports[0].mac: a lab's interfaces are eth1")),
    ).toBe(true);
  });
});
