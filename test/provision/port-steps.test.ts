import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadTestbed } from '../../src/config/load.js';
import type { TestbedFile } from '../../src/config/testbed/testbed-file.js';
import { portSteps } from '../../src/provision/port-steps.js';

const load = async (name: string): Promise<TestbedFile> =>
  (await loadTestbed(fileURLToPath(new URL(`../../testbeds/${name}.yaml`, import.meta.url)))).file;

let crossCabled: TestbedFile;
let software: TestbedFile;
beforeAll(async () => {
  [crossCabled, software] = await Promise.all([load('one-machine'), load('one-machine-lab')]);
});

const kinds = (file: TestbedFile, machine: string): readonly string[] =>
  portSteps(file, machine).map(({ kind }) => kind);

describe('portSteps', () => {
  it("moves the ports of two roles of one machine to the roles' namespace, which is created once", () => {
    const steps = portSteps(crossCabled, 'all');
    expect(steps.map(({ kind, spec }) => [kind, spec])).toEqual([
      ['namespace', expect.objectContaining({ name: 'tester' })],
      ['moved-ports', { namespace: 'tester', interfaces: ['enp1s0f0', 'enp1s0f3'] }],
    ]);
  });

  it('does nothing on a machine without such a role, or if namespaces exist', () => {
    const { generator, sink } = crossCabled.roles;
    const there = {
      ...crossCabled,
      roles: {
        ...crossCabled.roles,
        generator: { ...generator, makeNamespace: false },
        sink: { ...sink, makeNamespace: undefined },
      },
    };
    expect(kinds(crossCabled, 'another')).toEqual([]);
    expect(kinds(there, 'all')).toEqual([]);
  });

  it("creates software ports on the DUT's machine", () => {
    expect(kinds(software, 'all')).toContain('software-nic');
    expect(kinds(software, 'another')).toEqual([]);
  });
});
