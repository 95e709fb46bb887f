import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkFit, fitFindings } from '../../src/config/fit.js';
import { loadPlaybook, loadTestbed } from '../../src/config/load.js';
import { changed, PLAYBOOK, TESTBED, withFile } from './examples.js';

const messages = async (testbed: string, playbook: string): Promise<string[]> => {
  const { file } = await withFile(testbed, loadTestbed);
  const loaded = await withFile(playbook, loadPlaybook);
  return fitFindings(file, loaded.playbook).map(({ message }) => message);
};

describe('a playbook', () => {
  it('fits a testbed that has what it asks for', async () => {
    expect(await messages(TESTBED, PLAYBOOK)).toEqual([]);
  });

  it('asks for no more links than there are', async () => {
    expect(await messages(TESTBED, `${PLAYBOOK}ingressPorts: 2\negressPorts: 3\n`)).toEqual([
      "asks for 2 links between the DUT and the generator; testbed 'small' has 1",
      "asks for 3 links between the DUT and the sink; testbed 'small' has 1",
    ]);
  });

  it('asks for no load over the line rate', async () => {
    const at = (load: string): string => changed(PLAYBOOK, '[5 kpps', `[${load}`);
    expect(await messages(TESTBED, at('1488095 pps'))).toEqual([]);
    expect(await messages(TESTBED, at('1488096 pps'))).toEqual([
      '1488096 pps is more than 1 port of 1000 Mb/s can carry:' +
        ' 1488095 pps of 64-byte frames (RFC 2544 section 20)',
    ]);
  });

  it('is held to the line rate of its smallest frame size, on all ports together', async () => {
    const playbook = changed(
      `${PLAYBOOK}ingressPorts: 2\nframeSizes: [1518, 512]\n`,
      'maximumLoad: 100 kpps',
      'maximumLoad: 469926 pps',
    );
    const testbed = changed(
      changed(
        changed(
          TESTBED,
          'interface: eth1 }] }',
          'interface: eth1 }, { name: gen1, interface: eth2 }] }',
        ),
        '{ name: dut1',
        '{ name: dut2, interface: eth3 }, { name: dut1',
      ),
      '- [dut1',
      '- [gen1, dut2]\n  - [dut1',
    );
    expect(await messages(testbed, playbook)).toEqual([
      '469926 pps is more than 2 ports of 1000 Mb/s can carry:' +
        ' 469924 pps of 512-byte frames (RFC 2544 section 20)',
    ]);
  });

  it('may ask for the line rate in both directions', async () => {
    const playbook = `${changed(PLAYBOOK, '[5 kpps', '[2976190 pps')}traffic: { direction: bidirectional }\n`;
    expect(await messages(TESTBED, playbook)).toEqual([]);
    expect(await messages(TESTBED, changed(playbook, '2976190', '2976191'))).toEqual([
      expect.stringMatching(/^2976191 pps is more than 2 ports of 1000 Mb\/s can carry/),
    ]);
  });

  it('is not held to a line rate that the testbed does not state', async () => {
    const testbed = changed(TESTBED, 'linkSpeed: 1 Gb/s\n', '');
    expect(await messages(testbed, changed(PLAYBOOK, '[5 kpps', '[5 Mpps'))).toEqual([]);
  });

  it('that does not fit is an invalid file, with the place', async () => {
    const { file } = await withFile(TESTBED, loadTestbed);
    const loaded = await withFile(changed(PLAYBOOK, '10 kpps', '2 Mpps'), loadPlaybook);
    expect(() => {
      checkFit(file, loaded);
    }).toThrow(`${loaded.path}:9:29 procedures[0].intendedLoads[1]: 2000000 pps is more than`);
  });

  it('asks a deterministic lab for nothing that wants real time or a sink that sends', async () => {
    const testbed = await readFile('testbeds/deterministic-lab.yaml', 'utf8');
    const plain = changed(PLAYBOOK, 'ip-forwarder', 'macvlan');
    expect(await messages(testbed, plain)).toEqual([]);
    const asked = `${plain}traffic: { direction: bidirectional, destinations: many }
modifiers: [none, management]
frameSizes: [258, 259]
`;
    expect(
      await messages(testbed, changed(asked, 'duration:', 'learning: 1\n  duration:')),
    ).toEqual([
      expect.stringMatching(/^256 frames of 259 bytes are more .* 65792 of 65536 bytes$/),
      expect.stringMatching(/^wants the sink to send/),
      expect.stringMatching(/^wants the sink to send/),
      "'management' takes machines that run in real time",
    ]);
  });
});
