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

const { setup } = runRecord;
if (setup === null) throw new Error('the record has a setup');

describe('the provenance of a run', () => {
  it('has all facts of the archive with their places; the same facts in one row', () => {
    const roles = { ...setup.roles, dut: { ...setup.roles.dut, machine: 'router' } };
    const rows = rowsOf({ ...runRecord, setup: { ...setup, roles } });
    expect(rows).toContain(`vrbench | version | ${runRecord.vrbench.version}`);
    expect(rows).toContain('router (dut) | machine | router');
    expect(rows).toContain('generator, router (dut), sink | kernel | 6.1.0-56-cloud-amd64');
    expect(rows).toContain(
      'generator port generator-in, dut port dut-in, sink port sink-in | offload generic-receive-offload | on',
    );
    expect(rows).toContain('module napi_macvlan | srcversion | 533BB7E5866E52F63B9ACCB');
  });

  it('says what is unknown, and why', () => {
    expect(rowsOf(runRecord)).toContain(
      'generator port generator-in, dut port dut-in, sink port sink-in | firmware | unknown: the driver does not report it',
    );
    expect(rowsOf(runRecord)).toContain('vrbench | commit | unknown');
  });

  it('says what the run set, as it was before and since', () => {
    const change = {
      where: 'dut port dut-in',
      what: 'pause frames',
      one: 'receive on, transmit on',
      other: 'receive off, transmit off',
    };
    const [section] = provenance({ ...runRecord, setup: { ...setup, tuned: [change] } }, [], {
      trialOf: () => undefined,
    });
    const [, tuned] = section?.blocks ?? [];
    expect(tuned?.kind === 'table' && tuned.rows).toEqual([Object.values(change)]);
  });

  it('says that machines were not read', () => {
    const [section] = provenance({ ...runRecord, setup: null }, [], { trialOf: () => undefined });
    expect(section?.remarks).toHaveLength(1);
  });
});
