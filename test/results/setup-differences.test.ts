import { describe, expect, it } from 'vitest';
import type { RoleSetup, RunRecord, Setup } from '../../src/results/schema.js';
import { setupDifferences } from '../../src/results/setup-differences.js';
import { runRecord } from './record.js';

const recordedSetup = (): Setup => {
  if (runRecord.setup === null) throw new Error('the record has a setup');
  return runRecord.setup;
};

const setup = recordedSetup();
const { dut } = setup.roles;

const withDut = (change: Partial<RoleSetup>): RunRecord => ({
  ...runRecord,
  setup: { ...setup, roles: { ...setup.roles, dut: { ...dut, ...change } } },
});

describe('the differences between two setups', () => {
  it('are none between a setup and itself', () => {
    expect(setupDifferences(runRecord, structuredClone(runRecord))).toEqual([]);
  });

  it('include kernel, port settings and vrbench', () => {
    const ports = dut.ports.map((port) => ({
      ...port,
      driver: 'e1000e',
      offloads: { 'generic-receive-offload': false },
    }));
    const other = {
      ...withDut({ kernelRelease: '6.12.9', ports }),
      vrbench: { version: '0.2.0', commit: null },
    };
    expect(setupDifferences(runRecord, other)).toEqual([
      { what: 'version', where: 'vrbench', one: '0.1.0', other: '0.2.0' },
      { what: 'kernel', where: 'dut', one: '6.1.0-56-cloud-amd64', other: '6.12.9' },
      { what: 'driver', where: 'dut port dut-in', one: 'virtio_net', other: 'e1000e' },
      {
        what: 'offload generic-receive-offload',
        where: 'dut port dut-in',
        one: 'on',
        other: 'off',
      },
    ]);
  });

  it('list the same change of several machines once', () => {
    const { generator, sink } = setup.roles;
    const roles = {
      dut,
      generator: { ...generator, kernelRelease: '6.12.9' },
      sink: { ...sink, kernelRelease: '6.12.9' },
    };
    expect(setupDifferences({ setup }, { setup: { ...setup, roles } })).toEqual([
      { what: 'kernel', where: 'generator, sink', one: '6.1.0-56-cloud-amd64', other: '6.12.9' },
    ]);
  });

  it('include a module and a port that only one has', () => {
    const other = { ...setup, modules: [] };
    expect(setupDifferences({ setup }, { setup: other })).toEqual([
      { what: 'present', where: 'module napi_macvlan', one: 'yes', other: 'no' },
    ]);
    expect(setupDifferences(withDut({ ports: [] }), runRecord)).toEqual([
      { what: 'present', where: 'dut port dut-in', one: 'no', other: 'yes' },
    ]);
  });

  it('exclude what was not read in one of them', () => {
    const ports = dut.ports.map((port) => ({ ...port, firmware: '1.2' }));
    expect(setupDifferences(runRecord, withDut({ ports }))).toEqual([]);
    expect(setupDifferences({ setup: null }, runRecord)).toEqual([]);
    expect(setupDifferences({ setup }, { setup, vrbench: runRecord.vrbench })).toEqual([]);
  });

  it('exclude a few kilobytes of memory', () => {
    expect(setupDifferences(runRecord, withDut({ memory: dut.memory + 4096 }))).toEqual([]);
  });
});
