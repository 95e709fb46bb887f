import { describe, expect, it } from 'vitest';
import { loadPlaybook, loadTestbed } from '../../../../../src/config/load.js';
import type { Testbed } from '../../../../../src/config/testbed/testbed.js';
import {
  subjectsOf,
  type PortsThatMatter,
} from '../../../../../src/session/backends/machines/doctor/subjects.js';
import { testbedOf } from '../../../../../src/session/backends/machines/testbed.js';

const subjects = async (matter: PortsThatMatter = 'used') => {
  const testbed = await testbedOf(await loadTestbed('testbeds/three-machine.yaml'));
  const { playbook } = await loadPlaybook('playbooks/case-1.yaml');
  return { testbed, examined: subjectsOf(testbed, playbook, matter) };
};

describe('what is examined', () => {
  it('is each machine once, in the order of the roles, with its ports and their speed', async () => {
    const { testbed, examined } = await subjects();
    expect(examined.flatMap(({ roles }) => roles.map(({ role }) => role))).toEqual([
      'generator',
      'dut',
      'sink',
    ]);
    expect(examined.map(({ emulated }) => emulated)).toEqual([false, false, false]);
    const ports = examined.flatMap(({ roles }) => roles.flatMap((role) => role.ports));
    expect(ports.length).toBeGreaterThanOrEqual(4);
    expect(new Set(ports.map((port) => port.linkSpeed))).toEqual(new Set([testbed.linkSpeed]));
  });

  it('marks ports that the playbook does not use', async () => {
    const unused = async (matter: PortsThatMatter) =>
      (await subjects(matter)).examined
        .flatMap(({ roles }) => roles.flatMap(({ ports }) => ports))
        .filter((port) => port.unused)
        .map(({ name }) => name);
    expect(await unused('used')).toEqual(['gen1', 'gen2', 'dut1', 'dut2']);
    expect(await unused('all')).toEqual([]);
  });

  it('has the settings that runs make themselves, as in the testbed', async () => {
    const { testbed } = await subjects();
    const { playbook } = await loadPlaybook('playbooks/case-1.yaml');
    const during = (tuned: Pick<Testbed, 'tuning'>) =>
      subjectsOf({ ...testbed, ...tuned }, playbook, 'used').flatMap(({ roles }) =>
        roles.map(({ duringRuns }) => duringRuns),
      );
    const cpus = testbed.roles.dut.cpus === undefined ? {} : { cpus: testbed.roles.dut.cpus };
    expect(during({ tuning: 'paper' })[1]).toEqual({
      ...{ irqbalance: false, rps: false, ...cpus },
      ...{ pause: false, coalescing: 'off', channels: 1, cpus: 'first' },
    });
    expect(during({ tuning: { pause: false } })[0]).toEqual({ pause: false });
  });

  it('treats the calibration cable as used', async () => {
    const testbed = await testbedOf(await loadTestbed('testbeds/two-machine.yaml'));
    const { playbook } = await loadPlaybook('playbooks/case-1.yaml');
    const ports = subjectsOf(testbed, playbook, 'used').flatMap(({ roles }) =>
      roles.flatMap((role) => role.ports),
    );
    expect(ports.map(({ name }) => name)).toContain('gen1');
    expect(ports.filter(({ unused }) => unused)).toEqual([]);
  });

  it('expects ports that a run moves in their namespace before the run', async () => {
    const testbed = await testbedOf(await loadTestbed('testbeds/one-machine.yaml'));
    const { playbook } = await loadPlaybook('playbooks/case-1.yaml');
    const [all] = subjectsOf(testbed, playbook, 'used');
    expect(testbed.roles.generator.namespace).toBe('tester');
    expect(all?.roles.map(({ namespace }) => namespace)).toEqual([undefined, undefined, undefined]);
  });

  it('has the requirements of each role: pktgen to send, a module on the DUT alone', async () => {
    const { examined } = await subjects();
    const [generator, dut] = examined;
    const modules = generator?.requirements.flatMap((each) => each.modules);
    expect(modules).toContain('pktgen');
    expect(dut?.requirements.flatMap(({ builds }) => builds ?? [])).toContain('napi_macvlan');
    expect(examined.map(({ kernelSource }) => kernelSource !== undefined)).toEqual([
      false,
      true,
      false,
    ]);
    expect(examined.map(({ roles }) => roles[0]?.addressesPerPort)).toEqual([
      undefined,
      1,
      undefined,
    ]);
  });
});
