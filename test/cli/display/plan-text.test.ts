import { describe, expect, it } from 'vitest';
import { planLines } from '../../../src/cli/display/plan-text.js';
import type { Plan } from '../../../src/session/plan/plan.js';

const TRIALS = { expected: { trials: 12, seconds: 90 }, most: { trials: 30, seconds: 7200 } };

const PLAN: Plan = {
  testbed: 'lab',
  playbook: 'case',
  order: 'by-data-plane',
  base: [
    { machine: 'generator', kind: 'modprobe', commands: [{ argv: ['modprobe', 'pktgen'] }] },
    {
      machine: 'dut',
      kind: 'ports-up',
      commands: [{ argv: ['ip', '-batch', '-'], stdin: 'link set dev eth1 up\n' }],
    },
  ],
  dataPlanes: [
    {
      name: 'macvlan',
      setUps: 3,
      steps: [
        { machine: 'dut', kind: 'namespace', commands: [{ argv: ['ip', 'netns', 'add', 'r0'] }] },
        { machine: 'dut', kind: 'interfaces', commands: [] },
      ],
    },
  ],
};

describe('planLines', () => {
  it('says what changes on which machine, what becomes of it, and how long it takes', () => {
    expect(planLines(PLAN, TRIALS, false)).toEqual([
      'case on lab',
      'once:',
      '  generator  loads a kernel module               afterwards: unloaded, unless loaded before',
      '  dut        brings test ports up, without IPv6  afterwards: restored',
      'macvlan, set up 3 times:',
      '  dut  creates network namespaces                afterwards: removed',
      '       creates interfaces, addresses and routes  afterwards: removed',
      'nothing stays on the machines',
      expect.stringMatching(/^expected: 12 trials, 1 min 30 s/),
      'at most 30 trials, 2 h, when no trial is invalid',
      '3 commands in all: --commands shows them',
    ]);
  });

  it('has the trials that calibrate the tester', () => {
    const calibrationTrials = {
      expected: { trials: 2, seconds: 4 },
      most: { trials: 15, seconds: 30 },
    };
    expect(planLines(PLAN, { ...TRIALS, calibrationTrials }, false)).toContain(
      'of them to calibrate the tester: 2 trials, 4 s; at most 15 trials, 30 s',
    );
  });

  it('shows every command in place of that', () => {
    const lines = planLines(PLAN, TRIALS, true);
    expect(lines).toEqual(
      expect.arrayContaining([
        '  generator: modprobe',
        '    modprobe pktgen',
        '    ip -batch -',
        '      | link set dev eth1 up',
        '    ip netns add r0',
      ]),
    );
    expect(lines.join('\n')).not.toContain('--commands');
  });

  it('names what remains if modules are built', () => {
    const built = { machine: 'dut', kind: 'module-build', commands: [] };
    expect(planLines({ ...PLAN, base: [built] }, TRIALS, false)).toContain(
      'what remains: the built modules, in /var/cache/vrbench on dut',
    );
  });
});
