import { describe, expect, it } from 'vitest';
import { checkFit } from '../../../src/config/fit.js';
import { loadPlaybook, loadTestbed } from '../../../src/config/load.js';
import { PLAYBOOK, withFile } from '../examples.js';

const shipped = (name: string) => loadTestbed(`testbeds/${name}.yaml`);

/** The problems of the playbook with these lines on a shipped testbed. */
const refusal = async (testbed: string, lines: string): Promise<string> => {
  const { file } = await shipped(testbed);
  return withFile(`${PLAYBOOK}${lines}`, async (path) => {
    try {
      checkFit(file, await loadPlaybook(path));
      return '';
    } catch (error) {
      return String(error);
    }
  });
};

describe('CPUs that handle received frames', () => {
  it.each([
    ['two-cpu-lab', 'receive: { cpus: 2 }'],
    ['two-cpu-lab', 'receive: { cpus: 2, spread: rps }'],
    ['two-cpu-lab', 'receive: {}'],
    ['one-machine-lab', 'receive: { cpus: 1 }'],
    ['deterministic-lab', 'receive: { cpus: 1 }'],
  ])('are there on %s: %s', async (testbed, lines) => {
    expect(await refusal(testbed, `${lines}\n`)).toBe('');
  });

  it.each([
    [
      'deterministic-lab',
      'receive: { cpus: 2 }',
      /x\.yaml:\d+:18 receive\.cpus: needs 2 CPUs of the DUT: instruction time supports only one/,
    ],
    [
      'one-machine-lab',
      'receive: { cpus: 2 }',
      /:18 receive\.cpus: needs 2 CPUs of the DUT; testbed 'one-machine-lab' has 1: see roles\.dut\.cpus/,
    ],
    [
      'two-cpu-lab',
      'networks:\n  - { name: few, receive: { cpus: 2 } }\n  - { name: many, receive: { cpus: 3 } }',
      /:36 networks\[1\]\.receive\.cpus: network 'many': needs 3 CPUs of the DUT; .* has 2/,
    ],
    [
      'two-cpu-lab',
      'receive: { spread: routers }\nrouters: { count: 2 }',
      /:20 receive\.spread: 'routers' requires routers with ports of their own/,
    ],
    ['two-cpu-lab', 'receive: { cpus: 0 }', /receive\.cpus/],
    ['two-cpu-lab', 'receive: { spread: cores }', /receive\.spread: unknown way of spreading/],
  ])('are refused on %s with line and column: %s', async (testbed, lines, reason) => {
    expect(await refusal(testbed, `${lines}\n`)).toMatch(reason);
  });

  it('need equally many queues, which software ports have from the start', async () => {
    const { file } = await shipped('two-cpu-lab');
    const one = { ...file, softwareNic: { ...file.softwareNic, queues: 1 } } as typeof file;
    await withFile(`${PLAYBOOK}receive: { cpus: 2 }\n`, async (path) => {
      const loaded = await loadPlaybook(path);
      expect(() => checkFit(one, loaded)).toThrow(
        /receive.spread: needs 2 receive queues per port; the ports of testbed 'two-cpu-lab' have 1/,
      );
    });
  });
});
