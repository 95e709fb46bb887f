import { describe, expect, it } from 'vitest';
import type { TuningSettings } from '../../src/config/testbed/tuning/settings-schema.js';
import { asSetDuringRuns } from '../../src/preflight/as-set.js';

const severity = (set: TuningSettings | undefined, tuning: TuningSettings | undefined) =>
  asSetDuringRuns(set)({ severity: 'distorts', found: 'something', why: 'it matters', tuning });

type Row = readonly [set: TuningSettings, mending: TuningSettings];

describe('a finding about a setting', () => {
  it.each<Row>([
    [{ pause: false, coalescing: 'off' }, { pause: false }],
    [{ rings: 'max' }, { rings: { receive: 'max' } }],
    [{ offloads: { gro: false, lro: false } }, { offloads: { lro: false } }],
    [{ cpus: 'first' }, { cpus: [2] }],
  ])('is a note if runs set it: %j', (set, mending) => {
    expect(severity(set, mending)).toMatchObject({
      severity: 'notes',
      why: 'it matters; runs set it, as the testbed says',
    });
  });

  it.each<Row>([
    [{}, { pause: false }],
    [{ pause: true }, { pause: false }],
    [{ coalescing: { 'rx-usecs': 50 } }, { coalescing: 'off' }],
    [{ rings: { transmit: 'max' } }, { rings: { receive: 'max' } }],
    [{ offloads: { gro: false } }, { offloads: { lro: false } }],
  ])('is unchanged if runs do not set it, or set it otherwise: %j', (set, mending) => {
    expect(severity(set, mending).severity).toBe('distorts');
  });

  it('is unchanged if no setting fixes it', () => {
    expect(severity({ pause: false }, undefined).severity).toBe('distorts');
    expect(severity(undefined, { pause: false }).severity).toBe('distorts');
  });
});
