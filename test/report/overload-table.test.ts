import { describe, expect, it } from 'vitest';
import { pps } from '../../src/model/units.js';
import { overloadOf, overloadRow } from '../../src/report/overload-table.js';
import { trialRecord } from '../results/record.js';

const reasons = [{ code: 'sink-dropped' as const, detail: '3 frames' }];
const trials = [
  trialRecord(1, [10_000, 10_000]),
  trialRecord(2, [20_000, 15_000]),
  trialRecord(3, [20_000, 16_000]),
  trialRecord(4, [20_000, 19_000]),
  trialRecord(5, [40_000, 12_000]),
  trialRecord(6, [40_000, 19_000], { validity: { state: 'invalid', reasons } }),
].map(({ result }) => result);
const trialOf = (sequence: number) => trials[sequence - 1];

const loads = [
  { intendedLoad: pps(40_000), trials: [5, 6] },
  { intendedLoad: pps(10_000), trials: [1] },
  { intendedLoad: pps(20_000), trials: [2, 3, 4] },
];
const cell = { dataPlane: 'softnet-macvlan', frameSize: 64 } as Parameters<typeof overloadRow>[0];

describe('what a sweep tells of overload', () => {
  it('is the peak of the medians, the median at the highest load, and their ratio', () => {
    const found = overloadOf({ loads }, trialOf);
    expect(found).toEqual({
      peak: { load: 20_000, rate: 16_000 },
      plateau: { load: 40_000, rate: 12_000 },
    });
    if (found === undefined) return;
    expect(overloadRow(cell, found)).toEqual([
      'softnet-macvlan',
      '64',
      '16.00',
      '20.00',
      '12.00',
      '40.00',
      '0.750',
    ]);
  });

  it('takes the lower of two loads with the same rate for the peak', () => {
    const flat = loads.map(({ intendedLoad }) => ({ intendedLoad, trials: [1] }));
    expect(overloadOf({ loads: flat }, trialOf)?.peak?.load).toBe(10_000);
  });

  it('is nothing for fewer than three loads', () => {
    expect(overloadOf({ loads: loads.slice(1) }, trialOf)).toBeUndefined();
  });

  it('has no plateau where the highest load could not be measured', () => {
    const [, ...others] = loads;
    const found = overloadOf(
      { loads: [...others, { intendedLoad: pps(9e4), trials: [6] }] },
      trialOf,
    );
    expect(found).toMatchObject({ peak: { load: 20_000 }, plateau: undefined });
    if (found === undefined) return;
    expect(overloadRow(cell, found).slice(-3)).toEqual(['-', '-', '-']);
  });

  it('has no ratio where nothing was forwarded', () => {
    const still = { load: pps(1), rate: pps(0) };
    expect(overloadRow(cell, { peak: still, plateau: still }).at(-1)).toBe('-');
  });
});
