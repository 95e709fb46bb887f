import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../src/report/report.js';
import { renderReport } from '../../../src/report/terminal/report.js';
import { bytes } from '../../../src/model/units.js';
import type { RunRecord } from '../../../src/results/schema.js';
import { driftingRecords } from '../../comparison/drifting-runs.js';

const { run, trials } = driftingRecords({ seed: 1, noise: 0 });
const common = { test: 'load-sweep', dataPlane: 'napi-macvlan', limit: 'at-least' } as const;
const thresholds: RunRecord['thresholds'] = [
  { ...common, quantity: 'maximum-forwarding-rate', value: 650_000 },
  { ...common, quantity: 'maximum-forwarding-rate', value: 710_000 },
  { ...common, quantity: 'forwarding-rate', frameSize: bytes(128), value: 1 },
];

describe('thresholds', () => {
  it('are marked before all tables, with figure and limit', () => {
    const report = reportOf({ ...run, thresholds }, trials, { folder: 'results/run' });
    const text = renderReport(report, { width: 200 });
    const lines = [
      '✓ load-sweep, napi-macvlan: maximum forwarding rate 700 kpps, at least 650 kpps',
      '✗ load-sweep, napi-macvlan: maximum forwarding rate 700 kpps, at least 710 kpps',
      '✗ load-sweep, napi-macvlan, 128 bytes: forwarding rate at least 0.001 kpps (not measured: 128 bytes)',
    ];
    const first = text.indexOf('Thresholds of the playbook');
    for (const line of lines) {
      expect(text).toContain(line);
      expect(text.indexOf(line)).toBeLessThan(first);
    }
  });

  it('have no section if the playbook has none', () => {
    const { sections } = reportOf(run, trials, { folder: 'results/run' });
    expect(sections.map(({ id }) => id)).not.toContain('thresholds');
  });
});
