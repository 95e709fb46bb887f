import { describe, expect, it } from 'vitest';
import { PreconditionFailure } from '../../../src/model/failure.js';
import { virtualFunctions } from '../../../src/provision/steps/virtual-functions.js';
import { recordingHost } from '../recording-host.js';

const functions = [
  { mac: '02:00:00:00:80:00', namespace: 'vrbench-vr0', name: 'vr0-p0' },
  { mac: '02:00:00:00:80:01', namespace: 'vrbench-vr1', name: 'vr1-p0' },
];
const step = virtualFunctions({ ports: [{ port: 'eth1', functions }] });

/** A machine whose port has these numbers of virtual functions; undefined for no SR-IOV. */
const machine = (counts?: { total: number; present: number }) => {
  const host = recordingHost();
  const folder = '/sys/class/net/eth1/device';
  const stdout =
    counts === undefined
      ? ''
      : `==> ${folder}/sriov_totalvfs <==\n${counts.total}\n\n==> ${folder}/sriov_numvfs <==\n${counts.present}\n`;
  return {
    ...host,
    attempt: () => Promise.resolve({ argv: ['tail'] as const, exitCode: 0, stdout, stderr: '' }),
  };
};

describe('virtual functions', () => {
  it('are created if a port has none and supports enough', async () => {
    await expect(step.read(machine({ total: 2, present: 0 }))).resolves.toBeNull();
  });

  it.each([
    ['without SR-IOV', undefined, /its device does not support SR-IOV/],
    ['with too few', { total: 1, present: 0 }, /it supports 1 virtual functions, but 2 are needed/],
    ['with some already', { total: 8, present: 3 }, /it already has 3 virtual functions/],
  ] as const)('are refused on a port %s', async (_, counts, reason) => {
    const refused = step.read(machine(counts));
    await expect(refused).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(refused).rejects.toThrow(reason);
  });

  it('are all removed again, even if there are none', async () => {
    const host = recordingHost();
    await step.undo(host, null);
    expect(host.commands.map(({ argv }) => argv.slice(4))).toEqual([['eth1']]);
  });
});
