import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/config/testbed/testbed-file.js';
import { metalTestbed } from '../../../src/config/testbed/resolve.js';
import { loadTestbed } from '../../../src/config/load.js';
import { propose } from '../../../src/session/init/propose.js';
import { speedText, testbedText } from '../../../src/session/init/testbed-text.js';
import { withFile } from '../../config/examples.js';
import { discovered } from './discovery.js';

const THREE = { generator: 'generator', dut: 'dut', sink: 'sink' };
const FOUND = discovered(THREE, [
  'generator eth1 dut eth1',
  'generator eth2 dut eth2',
  'dut eth3 sink eth1',
]);

const loaded = (found: typeof FOUND, name = 'found') =>
  withFile(testbedText(name, propose(found), 'testbed.schema.json'), loadTestbed);

describe('the text of a proposed testbed', () => {
  it('is a valid testbed with what was found', async () => {
    const { file, text } = await loaded(FOUND);
    expect(file.name).toBe('found');
    expect(file.linkSpeed).toBe(1e9);
    expect(file.links).toEqual([
      ['gen0', 'dut0'],
      ['gen1', 'dut1'],
      ['dut2', 'sink0'],
    ]);
    expect(file.roles.dut.ports).toMatchObject([
      { name: 'dut0', identity: { by: 'pci', address: '0000:00:01.0' } },
      { name: 'dut1', identity: { by: 'pci', address: '0000:00:02.0' } },
      { name: 'dut2', identity: { by: 'pci', address: '0000:00:03.0' } },
    ]);
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=testbed.schema.json');
    expect(text).toContain('#   eth0 of dut: it carries address 192.0.2.12/24\n');
    expect(text).toContain('pci: "0000:00:01.0" } # eth1, 52:54:00:00:00:01, 1 Gb/s\n');
  });

  it('has the connections that were used, whatever the names of the machines', async () => {
    const odd: Readonly<Record<string, Connection>> = {
      generator: { type: 'ssh', host: 'on', user: '0x10', port: 2201, sudo: true },
      dut: { type: 'local', sudo: false },
      sink: {
        type: 'ssh',
        host: 'fe80::1%eth0',
        identityFile: '/home/a b/#key',
        knownHosts: '/etc/[known]: hosts',
        sudo: false,
      },
    };
    const { file, folder } = await loaded({ ...FOUND, connections: odd });
    expect(metalTestbed(file, folder).connections).toEqual(odd);
  });

  it.each(['true', 'null', 'on', 'y'])(
    'quotes a name that YAML would not read as a string: %s',
    async (name) => {
      expect((await loaded(FOUND, name)).file.name).toBe(name);
    },
  );

  it('leaves the link speed to the user if drivers do not report it', async () => {
    const found = discovered(THREE, ['generator eth1 dut eth1', 'dut eth3 sink eth1']);
    const observations = found.observations.map((each) => ({ ...each, megabits: undefined }));
    const { file, text } = await loaded({ ...found, observations });
    expect(file.linkSpeed).toBeUndefined();
    expect(text).toContain('# linkSpeed: 1 Gb/s\n');
  });

  it.each([
    [100, '100 Mb/s'],
    [1000, '1 Gb/s'],
    [2500, '2500 Mb/s'],
    [100_000, '100 Gb/s'],
  ])('has %i Mb/s as %s', (megabits, text) => {
    expect(speedText(megabits)).toBe(text);
  });
});
