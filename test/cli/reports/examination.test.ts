import { describe, expect, it } from 'vitest';
import { examinationLines, summaryLine } from '../../../src/cli/reports/examination.js';
import type { Examination } from '../../../src/session/backends/machines/doctor/examine-testbed.js';

const DUT: Examination = {
  machine: 'dut',
  roles: ['dut'],
  state: 'examined',
  found: [
    {
      check: 'speed',
      severity: 'stops',
      port: 'dut1',
      found: 'it negotiated 100 Mb/s, the testbed says 1000 Mb/s',
      why: 'loads are computed from the speed of the links',
      fix: 'check the cable',
    },
    {
      check: 'mitigations',
      severity: 'notes',
      found: 'mitigations are active: retbleed',
      why: 'they take processor time',
    },
  ],
};
const SOUND: Examination = { machine: 'sink', roles: ['sink'], state: 'examined', found: [] };
const AWAY: Examination = {
  machine: 'generator',
  roles: ['generator'],
  state: 'unreachable',
  reason: 'connection refused',
};

describe('what is found on a machine', () => {
  it('lists one finding after the other: port, what, check, why, and the fix if there is one', () => {
    expect(examinationLines(DUT)).toEqual([
      'dut (dut):',
      '  ✗ stops: port dut1: it negotiated 100 Mb/s, the testbed says 1000 Mb/s [speed]',
      '      loads are computed from the speed of the links',
      '      fix: check the cable',
      '  - note: mitigations are active: retbleed [mitigations]',
      '      they take processor time',
    ]);
  });

  it('is nothing on a sound one, and not known of one that did not answer', () => {
    expect(examinationLines(SOUND)).toEqual(['sink (sink): ✓ nothing found']);
    expect(examinationLines(AWAY)).toEqual([
      'generator (generator): not examined',
      '  connection refused',
    ]);
  });

  it('is counted by severity, with the machines that were not examined', () => {
    expect(summaryLine([DUT, SOUND])).toBe(
      'findings: 1 that stop a run, 0 that distort it, 1 to note',
    );
    expect(summaryLine([DUT, AWAY])).toMatch(/; 1 machine not examined$/);
  });
});
