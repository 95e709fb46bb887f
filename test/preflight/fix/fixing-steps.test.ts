import { describe, expect, it } from 'vitest';
import type { TuningSettings } from '../../../src/config/testbed/tuning/settings-schema.js';
import type { CheckFinding } from '../../../src/preflight/finding.js';
import { fixingSteps } from '../../../src/preflight/fix/fixing-steps.js';
import type { MachineSubject } from '../../../src/preflight/subject.js';

const subject: MachineSubject = {
  machine: 'dut',
  roles: [
    {
      role: 'dut',
      namespace: 'plane',
      cpus: [2, 3],
      ports: [
        { name: 'dut0', interface: 'eth1' },
        { name: 'dut1', interface: 'eth2' },
      ],
    },
  ],
  requirements: [],
  emulated: false,
};

const finding = (tuning: TuningSettings | undefined, port?: string): CheckFinding => ({
  severity: 'distorts',
  port,
  found: 'it is on',
  why: 'it should be off',
  tuning,
});

describe('the steps that fix findings', () => {
  it('are none for findings that settings cannot fix', () => {
    expect(fixingSteps(subject, [finding(undefined), finding(undefined, 'dut0')])).toEqual([]);
  });

  it('set those of the machine, and ports with the same settings at once', () => {
    const steps = fixingSteps(subject, [
      finding({ cpus: [2, 3] }, 'dut0'),
      finding({ cpus: [2, 3] }, 'dut1'),
      finding({ irqbalance: false }),
      finding({ governor: 'performance' }),
    ]);
    expect(steps.map(({ kind }) => kind)).toEqual([
      'governor',
      'irqbalance',
      'irq-affinity',
      'rps',
    ]);
    expect(steps[2]?.spec).toEqual({
      namespace: 'plane',
      ports: [
        { interface: 'eth1', cpus: [2, 3] },
        { interface: 'eth2', cpus: [3, 2] },
      ],
    });
  });

  it('combine the findings of several checks about one port', () => {
    const steps = fixingSteps(subject, [
      finding({ offloads: { 'large-receive-offload': false } }, 'dut1'),
      finding({ offloads: { 'rx-gro-hw': false } }, 'dut1'),
      finding({ pause: false }, 'dut1'),
    ]);
    expect(steps.map(({ kind, spec }) => [kind, spec])).toEqual([
      [
        'offloads',
        {
          namespace: 'plane',
          interfaces: ['eth2'],
          wanted: { 'large-receive-offload': false, 'rx-gro-hw': false },
        },
      ],
      ['pause', { namespace: 'plane', interfaces: ['eth2'], wanted: false }],
    ]);
  });
});
