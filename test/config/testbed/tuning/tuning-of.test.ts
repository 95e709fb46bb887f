import { beforeAll, describe, expect, it } from 'vitest';
import { loadTestbed } from '../../../../src/config/load.js';
import type { TestbedFile } from '../../../../src/config/testbed/testbed-file.js';
import { tunedCpus, tuningOf } from '../../../../src/config/testbed/tuning/tuning-of.js';

let file: TestbedFile;
beforeAll(async () => {
  const path = new URL('../../../../testbeds/three-machine.yaml', import.meta.url).pathname;
  ({ file } = await loadTestbed(path));
});

describe('the settings of a role', () => {
  it('are none if the testbed has none', () => {
    expect(tuningOf(file, 'dut')).toEqual({ stated: {}, implied: {} });
  });

  it('are those of a preset, which a driver may lack', () => {
    const { stated, implied } = tuningOf({ ...file, tuning: 'paper' }, 'dut');
    expect(stated).toEqual({});
    expect(implied).toEqual({ pause: false, coalescing: 'off', channels: 1, cpus: 'first' });
  });

  it('override those of the testbed, and both override a preset', () => {
    const roles = {
      ...file.roles,
      dut: { ...file.roles.dut, tuning: { pause: true, channels: 4 } },
    };
    const tuning = { preset: 'paper', pause: false, rings: 'max' } as const;
    const { stated, implied } = tuningOf({ ...file, roles, tuning }, 'dut');
    expect(stated).toEqual({ pause: true, channels: 4, rings: 'max' });
    expect(implied).toEqual({ coalescing: 'off', cpus: 'first' });
    expect(tuningOf({ ...file, roles, tuning }, 'sink').stated).toEqual({
      pause: false,
      rings: 'max',
    });
  });

  it('assign interrupts of NICs to the CPUs of DUT and sink', () => {
    const cpus = [2, 3];
    const roles = {
      generator: { ...file.roles.generator, cpus },
      dut: { ...file.roles.dut, cpus },
      sink: { ...file.roles.sink, cpus },
    };
    expect(tuningOf({ ...file, roles }, 'dut').implied).toEqual({ cpus });
    expect(tuningOf({ ...file, roles }, 'sink').implied).toEqual({ cpus });
    // The generator's CPUs are for pktgen.
    expect(tuningOf({ ...file, roles }, 'generator').implied).toEqual({});
    const software = { ...file, roles, softwareNic: {} };
    expect(tuningOf(software, 'dut').implied).toEqual({});
  });

  it("name the first of a role's CPUs", () => {
    expect(tunedCpus('first', [2, 3])).toEqual([2]);
    expect(tunedCpus('first', undefined)).toEqual([0]);
    expect(tunedCpus([4], [2, 3])).toEqual([4]);
  });
});
