import { describe, expect, it } from 'vitest';
import { loadTestbed } from '../../../../../src/config/load.js';
import { cablesOf, planLab } from '../../../../../src/lab/plan.js';
import { CablesDiffer } from '../../../../../src/session/backends/machines/wiring/cables-differ.js';
import { labCables } from '../../../../../src/session/backends/machines/wiring/lab-cables.js';

const { file } = await loadTestbed('testbeds/virtual-lab.yaml');
const booted = cablesOf(planLab(file));

describe('the cables of a lab', () => {
  it('are as its file says when it is booted', () => {
    expect(booted).toHaveLength(file.links.length);
    expect(labCables(file, booted)).toEqual([]);
  });

  it('include the calibration cable', async () => {
    const { file: tester } = await loadTestbed('testbeds/two-machine-lab.yaml');
    expect(labCables(tester, cablesOf(planLab(tester)))).toEqual([]);
    const without = tester.links.map(([one, other]) => [one, other] as const);
    expect(labCables(tester, without).map(({ found }) => found)).toEqual([
      expect.stringContaining('gen1'),
    ]);
  });

  it('are named if the file has other links by now', () => {
    const swapped = {
      ...file,
      links: [['gen0', 'dut1'], ['gen1', 'dut0'], ...file.links.slice(2)],
    };
    const findings = labCables(swapped as typeof file, booted);
    expect(findings.map(({ found }) => found)).toEqual([
      'gen0 is connected to dut0 (eth1), the testbed says dut1; the cables of gen0 and gen1 are swapped',
      'gen1 is connected to dut1 (eth2), the testbed says dut0; the cables of gen1 and gen0 are swapped',
    ]);
    const error = new CablesDiffer('using the lab', findings);
    expect(error.kind).toBe('precondition');
    expect(error.message).toContain('gen0 is connected to dut0 (eth1)');
  });
});
