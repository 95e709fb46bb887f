import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkFit, checkSimulation, fitFindings } from '../../src/config/fit.js';
import { loadPlaybook, loadTestbed } from '../../src/config/load.js';
import { bitsPerSecond } from '../../src/model/units.js';
import { changed, PLAYBOOK, TESTBED, withFile } from './examples.js';

const messages = async (testbed: string, playbook: string): Promise<string[]> => {
  const { file } = await withFile(testbed, loadTestbed);
  const loaded = await withFile(playbook, loadPlaybook);
  return fitFindings(file, loaded.playbook).map(({ message }) => message);
};

describe('a playbook', () => {
  it('fits a testbed that has what it needs', async () => {
    expect(await messages(TESTBED, PLAYBOOK)).toEqual([]);
  });

  it('needs no more links than there are', async () => {
    expect(await messages(TESTBED, `${PLAYBOOK}ingressPorts: 2\negressPorts: 3\n`)).toEqual([
      "needs 2 links between the DUT and the generator; testbed 'small' has 1",
      "needs 3 links between the DUT and the sink; testbed 'small' has 1",
    ]);
  });

  it('needs no load above line rate', async () => {
    const at = (load: string): string => changed(PLAYBOOK, '[5 kpps', `[${load}`);
    expect(await messages(TESTBED, at('1488095 pps'))).toEqual([]);
    expect(await messages(TESTBED, at('1488096 pps'))).toEqual([
      '1488096 pps is more than 1 port of 1000 Mb/s can carry:' +
        ' 1488095 pps of 64-byte frames (RFC 2544 section 20)',
    ]);
  });

  it('is limited to the line rate of its smallest frame size, summed over all ports', async () => {
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

  it('may use line rate in both directions', async () => {
    const playbook = `${changed(PLAYBOOK, '[5 kpps', '[2976190 pps')}traffic: { direction: bidirectional }\n`;
    expect(await messages(TESTBED, playbook)).toEqual([]);
    expect(await messages(TESTBED, changed(playbook, '2976190', '2976191'))).toEqual([
      expect.stringMatching(/^2976191 pps is more than 2 ports of 1000 Mb\/s can carry/),
    ]);
  });

  it('offers a router no more than its own ports can carry', async () => {
    const testbed = await readFile('testbeds/two-pairs-lab.yaml', 'utf8');
    const asked = (load: string, own: string): Promise<string[]> =>
      messages(
        testbed,
        `name: pairs
dataPlanes: [macvlan]
ingressPorts: 2
egressPorts: 2
routers: { count: 2, ports: own, traffic: [{ router: 0, share: 1 }, { router: 1, load: ${own} }] }
trial: { duration: 1 s }
procedures:
  - { test: load-sweep, intendedLoads: [${load}] }
`,
      );
    expect(await asked('1518095 pps', '30 kpps')).toEqual([]);
    expect(await asked('1518096 pps', '30 kpps')).toEqual([
      'at 1518096 pps, router 0 gets more than the 1 port of 1000 Mb/s that send to it can carry:' +
        ' 1488095 pps of 64-byte frames (RFC 2544 section 20); at most 1518095 pps can be offered in total',
    ]);
    expect(await asked('1.5 Mpps', '1488096 pps')).toEqual([
      '1488096 pps is more than the 1 port of 1000 Mb/s that send to router 1 can carry:' +
        ' 1488095 pps of 64-byte frames (RFC 2544 section 20)',
    ]);
  });

  it('needs links whose maximum load exceeds the fixed loads of its routers', async () => {
    const testbed = await readFile('testbeds/two-pairs-lab.yaml', 'utf8');
    const playbook = (load: string): string => `name: pairs
dataPlanes: [macvlan]
ingressPorts: 2
egressPorts: 2
routers: { count: 2, ports: own, traffic: [{ router: 0, share: 1 }, { router: 1, load: ${load} }] }
trial: { duration: 1 s }
procedures:
  - { test: frame-loss-rate, step: 10 % }
`;
    expect(await messages(testbed, playbook('160 kpps'))).toEqual([]);
    expect(await messages(testbed, playbook('170 kpps'))).toEqual([
      expect.stringMatching(
        /^165809.5 pps leave nothing to share: routers have fixed loads of 170000 pps in total/,
      ),
    ]);
  });

  it('has one router if it is simulated', async () => {
    const simulated = { name: 'simulated', linkSpeed: bitsPerSecond(1e9) };
    const text = changed(PLAYBOOK, '  - ip-forwarder\n', '');
    const check = async (routers: string): Promise<void> => {
      const loaded = await withFile(`${text}routers: ${routers}\n`, loadPlaybook);
      checkSimulation(simulated, loaded);
    };
    await expect(check('{ count: 1, routes: 4 }')).resolves.toBeUndefined();
    await expect(check('{ count: 2 }')).rejects.toThrow(
      /:13:19 routers.count: a simulated device has 1 router, found 2: run the playbook on a testbed/,
    );
    await expect(check('{ interfaces: 3 }')).rejects.toThrow(
      /routers.interfaces: a simulated device has 1 interface per port, found 3/,
    );
  });

  it('is not limited if the testbed does not specify a line rate', async () => {
    const testbed = changed(TESTBED, 'linkSpeed: 1 Gb/s\n', '');
    expect(await messages(testbed, changed(PLAYBOOK, '[5 kpps', '[5 Mpps'))).toEqual([]);
  });

  it('that does not fit is an invalid file, with the position', async () => {
    const { file } = await withFile(TESTBED, loadTestbed);
    const loaded = await withFile(changed(PLAYBOOK, '10 kpps', '2 Mpps'), loadPlaybook);
    expect(() => {
      checkFit(file, loaded);
    }).toThrow(`${loaded.path}:9:29 procedures[0].intendedLoads[1]: 2000000 pps is more than`);
  });

  it('needs no real time from a deterministic lab, nor more frames than a port holds', async () => {
    const testbed = await readFile('testbeds/deterministic-lab.yaml', 'utf8');
    const plain = changed(PLAYBOOK, 'ip-forwarder', 'macvlan');
    expect(await messages(testbed, plain)).toEqual([]);
    const asked = `${plain}traffic: { direction: bidirectional, destinations: many }
modifiers: [none, management]
routers: { routes: 1000 }
frameSizes: [1050, 1051]
`;
    expect(
      await messages(testbed, changed(asked, 'duration:', 'learning: 1\n  duration:')),
    ).toEqual([
      expect.stringMatching(/^1000 frames of 1051 bytes are more .* 1049000 of 1048576 bytes$/),
      "'management' requires machines that run in real time",
    ]);
  });
});
