import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import { loadTestbed } from '../../src/config/load.js';
import { ROLES } from '../../src/config/testbed/placed-port.js';
import { metalTestbed } from '../../src/config/testbed/resolve.js';
import type { Connection } from '../../src/config/testbed/testbed-file.js';
import type { Testbed } from '../../src/config/testbed/testbed.js';
import { labFolder } from '../../src/lab/local/folders.js';
import { machineFiles } from '../../src/lab/machine/qemu.js';
import { sendQemuCommands } from '../../src/lab/machine/qmp.js';
import { findInterfaces } from '../../src/session/backends/machines/interfaces.js';
import { vrbench, type Call } from '../cli/vrbench.js';
import { openLab, type LabUnderTest } from '../e2e/lab-under-test.js';
import { writePlaybook } from '../e2e/playbook.js';

const MINUTES = 60_000;

type Links = readonly (readonly [string, string])[];
const AS_BOOTED: Links = [
  ['gen0', 'dut0'],
  ['gen1', 'dut1'],
  ['gen2', 'dut2'],
  ['dut3', 'sink0'],
];
const SWAPPED: Links = [
  ['gen0', 'dut1'],
  ['gen1', 'dut0'],
  ['gen2', 'dut2'],
  ['dut3', 'sink0'],
];

interface Findings {
  readonly machines: readonly {
    readonly machine: string;
    readonly found: readonly { readonly check: string; readonly found: string }[];
  }[];
}

describe.skipIf(!inject('lab').available)('the cables of a lab', { timeout: 15 * MINUTES }, () => {
  let lab: LabUnderTest;
  let before: unknown;
  beforeAll(async () => {
    lab = await openLab();
    before = await lab.states();
  });
  afterAll(() => lab[Symbol.asyncDispose]());

  /** The lab's machines as a testbed of metal, so that its links may be any. */
  const asMetal = async (name: string, links: Links): Promise<string> => {
    const { roles, connections } = lab.testbed;
    const file = join(lab.folder, `${name}.yaml`);
    const reached = ([machine, connection]: readonly [string, Connection]) =>
      [machine, { connection: { ...connection, connectTimeout: undefined } }] as const;
    const plain = ROLES.map((role) => {
      const { machine, ports } = roles[role];
      return [role, { machine, ports }] as const;
    });
    await writeFile(
      file,
      `# ${name}\n${stringify({
        name,
        machines: Object.fromEntries(Object.entries(connections).map(reached)),
        roles: Object.fromEntries(plain),
        links: links.map((link) => [...link]),
      })}`,
    );
    return file;
  };
  const wiring = ({ stdout }: Call): readonly string[] =>
    (JSON.parse(stdout) as Findings).machines.flatMap(({ found }) =>
      found.filter(({ check }) => check === 'wiring').map((each) => each.found),
    );
  const doctor = async (file: string, ...options: string[]): Promise<readonly string[]> => {
    const call = await vrbench(['doctor', '-t', file, '--wiring', '--json', ...options]);
    expect([0, 4], call.stderr).toContain(call.exitCode);
    return wiring(call);
  };

  const run = async (file: string): Promise<Call> => {
    const playbook = await writePlaybook(lab.folder, {
      dataPlanes: ['ip-forwarder'],
      intendedLoads: ['300 pps'],
    });
    return vrbench(['run', '-t', file, playbook, '-r', join(lab.folder, 'results')]);
  };
  /** The trials of all runs so far. */
  const trials = async (): Promise<readonly string[]> => {
    const files = await readdir(join(lab.folder, 'results'), { recursive: true }).catch(() => []);
    const journals = files.filter((each) => each.endsWith('trials.ndjson'));
    const texts = await Promise.all(
      journals.map((each) => readFile(join(lab.folder, 'results', each), 'utf8')),
    );
    return texts.flatMap((text) => text.split('\n').filter(Boolean));
  };

  it('are no finding where they are as the testbed says, and nothing stays changed', async () => {
    expect(await doctor(await asMetal('sound', AS_BOOTED))).toEqual([]);
    expect(await doctor(lab.testbedFile)).toEqual([]);
    expect(await lab.states()).toEqual(before);
  });

  it('are named where they are swapped, and put into the file', async () => {
    const file = await asMetal('swapped', SWAPPED);
    expect(await doctor(file)).toEqual([
      'gen0 is connected to dut0 (eth1), the testbed says dut1; the cables of gen0 and gen1 are swapped',
      'gen1 is connected to dut1 (eth2), the testbed says dut0; the cables of gen1 and gen0 are swapped',
    ]);
    const text = await readFile(file, 'utf8');
    expect(await doctor(file, '--write')).toEqual([]);
    const now = await readFile(file, 'utf8');
    expect((await loadTestbed(file)).file.links).toEqual(AS_BOOTED);
    expect(now.slice(0, now.indexOf('links:'))).toBe(text.slice(0, text.indexOf('links:')));
  });

  it('are named where one is missing, and where one loops', async () => {
    // Two ports of the DUT are joined as a cable would join them, and take the place of those cables.
    const { dut } = lab;
    const loop = [
      'ip',
      'link',
      'add',
      'name',
      'loop0',
      'type',
      'veth',
      'peer',
      'name',
      'loop1',
    ] as const;
    await dut.run(loop);
    try {
      const file = await asMetal('looped', AS_BOOTED);
      const text = await readFile(file, 'utf8');
      const rewired = text.replaceAll(/(name: dut0\n +interface: )eth1/g, '$1loop0');
      await writeFile(file, rewired.replaceAll(/(name: dut1\n +interface: )eth2/g, '$1loop1'));
      expect(await doctor(file)).toEqual([
        'gen0 is connected to eth1 of dut, which is not in the testbed, the testbed says dut0',
        'gen1 is connected to eth2 of dut, which is not in the testbed, the testbed says dut1',
        'the cable is looped: dut0 is connected to dut1 (loop1), the testbed says gen0, and gen1 for dut1',
      ]);
    } finally {
      await dut.run(['ip', 'link', 'del', 'dev', 'loop0']);
    }
    const file = await asMetal('missing', AS_BOOTED);
    const text = await readFile(file, 'utf8');
    await dut.run(loop);
    try {
      await writeFile(file, text.replace(/(name: dut0\n +interface: )eth1/, '$1loop0'));
      expect(await doctor(file)).toContain(
        'dut0 (loop0) of dut has no link; the testbed says gen0',
      );
    } finally {
      await dut.run(['ip', 'link', 'del', 'dev', 'loop0']);
    }
    expect(await lab.states()).toEqual(before);
  });

  it('are named where they are pulled out, by doctor and by run', async () => {
    const ends = [
      ['generator', 'gen0'],
      ['dut', 'dut0'],
    ] as const;
    /** Pulls a plug, or puts it in again: the NIC loses its carrier. */
    const plug = ([machine, port]: (typeof ends)[number], up: boolean): Promise<void> =>
      sendQemuCommands(machine, machineFiles(labFolder(lab.testbed.name), machine).control, [
        { execute: 'set_link', arguments: { name: port, up } },
      ]);
    const file = await asMetal('pulled', AS_BOOTED);
    const whole =
      'neither gen0 (eth1) of generator nor dut0 (eth1) of dut has a link: the cable between them is missing or broken';
    try {
      await plug(ends[1], false);
      expect(await doctor(file)).toEqual([
        'gen0 (eth1) of generator has a link, but no frame from it arrives at any port that was tried, and none arrives at it; the testbed says dut0',
        'dut0 (eth1) of dut has no link; the testbed says gen0',
      ]);
      await plug(ends[0], false);
      expect(await doctor(file)).toEqual([whole]);
      const text = await readFile(file, 'utf8');
      // The generator has other links: it is written without this one.
      expect(await doctor(file, '--write')).toEqual([]);
      expect((await loadTestbed(file)).file.links).toEqual(AS_BOOTED.slice(1));
      await writeFile(file, text);
      const call = await run(file);
      expect(call.exitCode).toBe(4);
      expect(call.stderr).toContain(whole);
      expect(await trials()).toEqual([]);
    } finally {
      await Promise.all(ends.map((end) => plug(end, true)));
    }
    expect(await doctor(file)).toEqual([]);
    expect(await lab.states()).toEqual(before);
  });

  it('of another testbed than the lab was booted with are named by run, before any trial', async () => {
    const copy = join(lab.folder, 'copy.yaml');
    const text = await readFile(lab.testbedFile, 'utf8');
    await writeFile(
      copy,
      text.replace('[gen0, dut0]', '[gen0, dut1]').replace('[gen1, dut1]', '[gen1, dut0]'),
    );
    for (const file of [copy, await asMetal('elsewhere', SWAPPED)]) {
      const call = await run(file);
      expect(call.exitCode).toBe(4);
      expect(call.stderr).toContain('gen0 is connected to dut0 (eth1), the testbed says dut1');
    }
    expect(await trials()).toEqual([]);
    expect(await lab.states()).toEqual(before);
  });

  it('are found by init, which writes a testbed that means the same as the shipped one', async () => {
    const { connections } = lab.testbed;
    const hosts = ROLES.map((role) => connections[lab.testbed.roles[role].machine]);
    const [first] = hosts;
    if (first?.type !== 'ssh') throw new Error('a lab is reached by ssh');
    const { identityFile = '', knownHosts = '' } = first;
    const file = join(lab.folder, 'found.yaml');
    const keys = ['--identity-file', identityFile, '--known-hosts', knownHosts];
    const names = hosts.map((host) =>
      host?.type === 'ssh' ? `root@${host.host}:${host.port}` : '',
    );
    const init = await vrbench(['init', ...names, ...keys, '-o', file]);
    expect(init.exitCode, init.stderr).toBe(0);
    expect((await vrbench(['validate', file])).exitCode).toBe(0);
    expect((await vrbench(['init', ...names, ...keys, '-o', file])).exitCode).toBe(4);

    const loaded = await loadTestbed(file);
    const { testbed, unknown } = await findInterfaces(
      metalTestbed(loaded.file, loaded.folder),
      (role) => lab[role],
    );
    expect(unknown).toEqual([]);
    const meaning = ({ roles, links }: Pick<Testbed, 'roles' | 'links'>) => {
      const ports = new Map(
        ROLES.flatMap((role) =>
          roles[role].ports.map((port) => [port.name, `${role} ${port.interface}`] as const),
        ),
      );
      return links.map((link) => link.map((name) => ports.get(name)));
    };
    expect(meaning(testbed)).toEqual(meaning(lab.testbed));
    expect(await doctor(file)).toEqual([]);
    expect(await lab.states()).toEqual(before);
  });
});
