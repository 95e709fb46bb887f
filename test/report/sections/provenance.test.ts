import { describe, expect, it } from 'vitest';
import { provenance } from '../../../src/report/sections/provenance.js';
import type { RunRecord } from '../../../src/results/schema.js';
import { runRecord } from '../../results/record.js';

const rowsOf = (run: RunRecord): readonly string[] => {
  const [section] = provenance(run, [], { trialOf: () => undefined });
  const [table] = section?.blocks ?? [];
  return table?.kind === 'table'
    ? table.rows.map((row) =>
        row.map((value) => (typeof value === 'string' ? value : '')).join(' | '),
      )
    : [];
};

describe('the provenance of a run', () => {
  it('has all that its archive knows, by machine, whatever that is', () => {
    const setup = {
      modules: [{ name: 'napi_macvlan', srcversion: 'AB12' }],
      roles: {
        dut: {
          machine: 'router',
          kernelRelease: '6.1.0',
          hypervisor: false,
          mitigations: { spectre_v2: 'Retpolines' },
          ports: [
            { name: 'in', firmware: null, offloads: { gro: true, lro: false }, queues: [4, 8] },
          ],
        },
      },
    } as unknown as RunRecord['setup'];
    const rows = rowsOf({ ...runRecord, setup });
    expect(rows).toContain(`vrbench | version | ${runRecord.vrbench.version}`);
    expect(rows.filter((row) => row.startsWith('router'))).toEqual([
      'router (dut) | kernel release | 6.1.0',
      'router (dut) | hypervisor | no',
      'router (dut) | mitigations spectre_v2 | Retpolines',
      'router (dut) | ports in name | in',
      'router (dut) | ports in firmware | not reported',
      'router (dut) | ports in offloads | on: gro; off: lro',
      'router (dut) | ports in queues | 4, 8',
    ]);
    expect(rows).toContain('all | modules napi_macvlan srcversion | AB12');
  });

  it('says that machines were not read', () => {
    const [section] = provenance({ ...runRecord, setup: null }, [], { trialOf: () => undefined });
    const isSimulated = runRecord.environment.kind === 'simulated';
    expect(section?.remarks).toHaveLength(isSimulated ? 0 : 1);
  });
});
