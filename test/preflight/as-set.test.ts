import { describe, expect, it } from 'vitest';
import type { TuningSettings } from '../../src/config/testbed/tuning/settings-schema.js';
import { asSetDuringRuns } from '../../src/preflight/as-set.js';

const severity = (set: TuningSettings | undefined, tuning: TuningSettings | undefined) =>
  asSetDuringRuns(set)({ severity: 'distorts', found: 'something', why: 'it matters', tuning });

type Row = readonly [set: TuningSettings, mending: TuningSettings];

describe('what is found of a setting', () => {
  it.each<Row>([
    [{ pause: false, coalescing: 'off' }, { pause: false }],
    [{ rings: 'max' }, { rings: { receive: 'max' } }],
    [{ offloads: { gro: false, lro: false } }, { offloads: { lro: false } }],
    [{ cpus: 'first' }, { cpus: [2] }],
  ])('is a note where runs set it: %j', (set, mending) => {
    expect(severity(set, mending)).toMatchObject({
      severity: 'notes',
      why: 'it matters; the testbed has runs set it',
    });
  });

  it.each<Row>([
    [{}, { pause: false }],
    [{ pause: true }, { pause: false }],
    [{ coalescing: { 'rx-usecs': 50 } }, { coalescing: 'off' }],
    [{ rings: { transmit: 'max' } }, { rings: { receive: 'max' } }],
    [{ offloads: { gro: false } }, { offloads: { lro: false } }],
  ])('is what it is where runs leave it, or make something else of it: %j', (set, mending) => {
    expect(severity(set, mending).severity).toBe('distorts');
  });

  it('is what it is where no setting mends it', () => {
    expect(severity({ pause: false }, undefined).severity).toBe('distorts');
    expect(severity(undefined, { pause: false }).severity).toBe('distorts');
  });
});
