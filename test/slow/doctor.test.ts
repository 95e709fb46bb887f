import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import {
  bootDoctored,
  expectFound,
  foundOn,
  tryDefect,
  type DoctoredLab,
  type Found,
} from './doctor/doctored-lab.js';
import { ON_MACHINES, UNTIL_A_RESTART } from './doctor/on-machines.js';
import { ON_PORTS, ON_VIRTIO } from './doctor/on-ports.js';
import { down, MACHINES, SENDING, SILENT, up, type Machine } from './doctor/planted.js';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const PLANTED = [...ON_MACHINES, ...ON_PORTS, ...ON_VIRTIO];

describe.skipIf(!inject('lab').available)('doctor on machines with planted defects', () => {
  let lab: DoctoredLab;
  /** What is noted of these machines as they are: nothing of it matters. */
  const sound = new Map<Machine, readonly Found[]>();
  const knownOn = (machine: Machine = 'dut'): readonly Found[] => sound.get(machine) ?? [];

  beforeAll(async () => {
    lab = await bootDoctored('virtual-lab');
  });
  afterAll(() => lab[Symbol.asyncDispose]());

  it('finds nothing on sound ones that matters', async () => {
    const examined = await lab.doctor();
    expect([...examined.keys()]).toEqual([...MACHINES]);
    for (const machine of MACHINES) sound.set(machine, foundOn(examined, machine));
    expect([...sound.values()].flat().filter(({ severity }) => severity !== 'notes')).toEqual([]);
  });

  it.each(PLANTED)('finds $defect', async (planted) => {
    await tryDefect(lab, planted, knownOn(planted.machine));
  });

  it('finds traffic that nobody sends for a measurement', async () => {
    await lab.shell('dut', up('eth1'));
    await lab.shell('generator', SENDING);
    try {
      const foreign = { check: 'foreign-traffic', severity: 'distorts', port: 'dut0' } as const;
      await expectFound(lab, { defect: 'foreign traffic', plant: '', ...foreign }, knownOn());
    } finally {
      await lab.shell('generator', `${SILENT}; ${down('eth1')}`);
      await lab.shell('dut', down('eth1'));
    }
  });

  it('finds nothing when all is mended', async () => {
    const examined = await lab.doctor();
    for (const machine of MACHINES) expect(foundOn(examined, machine)).toEqual(knownOn(machine));
  });

  it.each(UNTIL_A_RESTART)('finds $defect', async (planted) => {
    const { machine = 'dut', plant } = planted;
    const known = foundOn(await lab.doctor(), machine);
    await lab.shell(machine, plant);
    await expectFound(lab, planted, known);
  });
});
