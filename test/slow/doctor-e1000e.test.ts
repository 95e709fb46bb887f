import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { readRun } from '../../src/results/read-run.js';
import { vrbench, type Call } from '../cli/vrbench.js';
import {
  bootDoctored,
  expectFound,
  foundOn,
  tryDefect,
  type DoctoredLab,
  type Found,
} from './doctor/doctored-lab.js';
import { ASTRAY, MADE_SOUND, ON_NICS, PORTS_UP } from './doctor/on-nics.js';
import { MACHINES, SENDING, SILENT, type Machine } from './doctor/planted.js';

// An image of its own may have to be built, and emulating a real NIC takes its time.
vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 1_200_000 });

/** Of two processors, the DUT is given the second. */
const withProcessors = (text: string): string => {
  const changed = text
    .replace('dut: { memory: 896, cpus: 1 }', 'dut: { memory: 896, cpus: 2 }')
    .replace(/(\n {2}dut:\n {4}machine: dut\n)/, '$1    cpus: [1]\n');
  expect(changed).toContain('cpus: [1]');
  expect(changed).toContain('cpus: 2 }');
  return changed;
};

const PLAYBOOK = {
  name: 'tuned',
  dataPlanes: ['ip-forwarder'],
  frameSizes: [64],
  trial: {
    ...{ duration: '1 s', residualWait: '300 ms', restabilise: '0 ms' },
    // What is tested is not how fast this computer is.
    ...{ offeredLoadTolerance: '50 %', starvationTolerance: '100 %' },
  },
  procedures: [{ test: 'load-sweep', intendedLoads: ['500 pps'] }],
};

/** More addresses than the filter of any such NIC has room for. */
const MANY_INTERFACES = {
  ...PLAYBOOK,
  name: 'many',
  dataPlanes: ['macvlan'],
  routers: { count: 32, traffic: 'in-turn' },
};

/** What the driver, or vrbench for it, does not take, and what it says. */
const REFUSED: readonly (readonly [tuning: object, said: RegExp])[] = [
  // e1000_set_coalesce(): 5 to 9 are neither a mode nor a time.
  [
    { coalescing: { 'rx-usecs': 7 } },
    /interrupt moderation of eth1 to rx-usecs 7.*Invalid argument/s,
  ],
  [{ channels: 4 }, /queues of eth1 to 4.*Operation not supported/s],
  [{ rings: 65_536 }, /rings of eth1 to 65536.*at most 4096 descriptors/s],
  [{ offloads: { lro: true } }, /offloads of eth1.*large-receive-offload is always off/s],
  // The first is taken, and set back when the second is refused.
  [
    { pause: false, coalescing: { 'rx-usecs': 7 } },
    /interrupt moderation of eth1 to rx-usecs 7.*Invalid argument/s,
  ],
];

describe.skipIf(!inject('lab').available)("doctor on NICs of the paper's time", () => {
  let lab: DoctoredLab;
  let asBegun: unknown;
  const sound = new Map<Machine, readonly Found[]>();
  const knownOn = (machine: Machine = 'dut'): readonly Found[] => sound.get(machine) ?? [];

  const stateOfAll = (): Promise<unknown> =>
    Promise.all(MACHINES.map((machine) => lab.state(machine)));

  beforeAll(async () => {
    lab = await bootDoctored('virtual-lab-e1000e', withProcessors);
    for (const machine of MACHINES) await lab.shell(machine, PORTS_UP);
    await lab.shell('dut', ASTRAY);
    asBegun = await stateOfAll();
  });
  afterAll(() => lab[Symbol.asyncDispose]());

  /** Runs the playbook on the lab, its machines set as a testbed asks. */
  const runTuned = async (tuning: unknown): Promise<Call> => {
    const [testbed, playbook] = ['tuned.yaml', 'playbook.yaml'].map((name) =>
      join(lab.folder, name),
    ) as [string, string];
    await writeFile(testbed, `${await readFile(lab.files.lab, 'utf8')}\n${stringify({ tuning })}`);
    await writeFile(playbook, stringify(PLAYBOOK));
    return vrbench(['run', '-t', testbed, playbook, '-r', join(lab.folder, 'results')]);
  };

  it('finds what their driver begins with, mends it, and brings it back', async () => {
    const begun = await lab.doctor();
    for (const check of ['interrupt-throttling', 'pause-frames', 'interrupt-affinity']) {
      expect(begun.get('dut')?.found).toContainEqual(
        expect.objectContaining({ check, port: 'dut0' }),
      );
    }
    const mended = await lab.doctor('--fix');
    for (const machine of MACHINES) {
      expect(
        mended.get(machine)?.fixes?.filter(({ state }) => state !== 'changed'),
        machine,
      ).toEqual([]);
      expect(foundOn(mended, machine).filter(({ severity }) => severity !== 'notes')).toEqual([]);
    }
    await lab.teardown();
    const again = await lab.doctor();
    for (const machine of MACHINES)
      expect(foundOn(again, machine)).toEqual(foundOn(begun, machine));
    expect(await stateOfAll()).toEqual(asBegun);
  });

  it.each([
    ['paper', ['pause frames', 'interrupt coalescing']],
    [
      { rings: 'max', offloads: { gro: false }, coalescing: { 'rx-usecs': 50 } },
      ['receive ring', 'offload generic-receive-offload', 'interrupt coalescing'],
    ],
  ])('is set as a testbed asks: %j', async (tuning, changed) => {
    const call = await runTuned(tuning);
    expect(call.exitCode, call.stderr).toBe(0);
    expect(await stateOfAll()).toEqual(asBegun);
    const run = await readRun(/^archive: (.*)$/m.exec(call.stdout)?.[1] ?? '');
    const tuned = run.setup?.tuned ?? [];
    for (const what of changed) {
      const own = tuned.filter((each) => each.what === what);
      expect(own.map(({ where }) => where).join(', '), JSON.stringify(tuned)).toContain('dut0');
    }
  });

  it.each(REFUSED)('is left as it was where its driver refuses %j', async (tuning, said) => {
    const call = await runTuned(tuning);
    expect(call.exitCode, call.stderr).toBe(4);
    expect(call.stderr).toMatch(said);
    expect(await stateOfAll()).toEqual(asBegun);
  });

  it('finds nothing that matters on those that are set for a measurement', async () => {
    for (const machine of MACHINES) await lab.shell(machine, MADE_SOUND);
    const examined = await lab.doctor();
    for (const machine of MACHINES) sound.set(machine, foundOn(examined, machine));
    expect([...sound.values()].flat().filter(({ severity }) => severity !== 'notes')).toEqual([]);
  });

  it.each(ON_NICS)('finds $defect', async (planted) => {
    await tryDefect(lab, planted, knownOn(planted.machine));
  });

  it('finds frames that nobody sends for a measurement', async () => {
    await lab.shell('generator', SENDING);
    try {
      const foreign = { check: 'foreign-traffic', severity: 'distorts', port: 'dut0' } as const;
      await expectFound(lab, { defect: 'foreign traffic', plant: '', ...foreign }, knownOn());
    } finally {
      await lab.shell('generator', SILENT);
    }
  });

  it('finds a filter that is too small for the virtual interfaces of a playbook', async () => {
    const playbook = join(lab.folder, 'many.yaml');
    await writeFile(playbook, stringify(MANY_INTERFACES));
    const examined = await lab.doctor(playbook);
    expect(foundOn(examined, 'dut')).toContainEqual(
      expect.objectContaining({ check: 'unicast-filters', severity: 'notes', port: 'dut0' }),
    );
  });
});
