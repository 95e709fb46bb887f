import { describe, expect, it } from 'vitest';
import { bytes, pps } from '../../../../src/model/units.js';
import { loadTable } from '../../../../src/rfc2544/sections/over-load/load-table.js';
import { trialRecord } from '../../../results/record.js';

const invalid = {
  validity: { state: 'invalid', reasons: [{ code: 'sink-dropped', detail: '3 frames' }] },
} as const;
const trials = [
  trialRecord(1, [10_000, 10_000]),
  trialRecord(2, [20_000, 15_000], {
    losses: [
      { location: 'ingress-nic', frames: 12 },
      { location: 'backlog-queue', frames: 4_980 },
    ],
    unlocated: 8,
  }),
  trialRecord(3, [20_000, 16_000]),
  trialRecord(4, [20_000, 100], invalid),
  trialRecord(5, [30_000, 100], invalid),
].map(({ result }) => result);
const cell = { dataPlane: 'macvlan', modifier: 'filters-25', frameSize: bytes(64) } as const;
const loads = [
  { intendedLoad: pps(10_000), trials: [1] },
  { intendedLoad: pps(20_000), trials: [2, 3, 4] },
  { intendedLoad: pps(30_000), trials: [5] },
];
const table = loadTable('x', [{ ...cell, result: { loads } }], (at) => trials[at - 1]);

describe('trials by load', () => {
  it('have a row for each load, of the trial of median rate among the valid ones', () => {
    const of = 'macvlan + filters-25';
    expect(table.rows).toEqual([
      [of, 64, 10_000, 10_000, 10_000, 10_000, 10_000, 0, 1, 1, 0, 0, 0],
      [of, 64, 20_000, 20_000, 15_000, 15_000, 16_000, 0.25, 2, 3, 12, 4_980, 8],
      [of, 64, 30_000, null, null, null, null, null, 0, 1, null, null, null],
    ]);
  });

  it('have a column for each place where frames were lost, and for those not located', () => {
    expect(table.columns.slice(-3).map(({ title }) => title)).toEqual([
      'lost in ingress NIC',
      'lost in backlog queue',
      'not located',
    ]);
    const few = loadTable(
      'x',
      [{ ...cell, result: { loads: loads.slice(0, 1) } }],
      () => trials[0],
    );
    expect(few.columns.at(-1)?.id).toBe('trials');
    // Nothing was repeated: there is no spread.
    expect(few.columns.map(({ id }) => id)).not.toContain('forwarded-least');
  });

  it('are long if there are many', () => {
    const many = Array.from({ length: 41 }, () => ({
      ...cell,
      result: { loads: loads.slice(0, 1) },
    }));
    expect(loadTable('x', many, () => trials[0]).size).toBe('long');
    expect(table.size).toBe('short');
  });
});
