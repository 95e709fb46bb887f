import { describe, expect, it } from 'vitest';
import { pps } from '../../../../src/model/units.js';
import { overloadOf } from '../../../../src/rfc2544/tests/load-sweep/overload.js';
import { trialRecord } from '../../../results/record.js';

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

describe('what a sweep tells of overload', () => {
  it('is the peak of the medians, the median at the highest load, and their ratio', () => {
    expect(overloadOf({ loads }, trialOf)).toMatchObject({
      peak: { load: 20_000, rate: 16_000 },
      plateau: { load: 40_000, rate: 12_000 },
      held: 0.75,
    });
  });

  it('takes the lower of two loads with the same rate for the peak', () => {
    const flat = loads.map(({ intendedLoad }) => ({ intendedLoad, trials: [1] }));
    expect(overloadOf({ loads: flat }, trialOf)?.peak?.load).toBe(10_000);
  });

  it('is nothing for fewer than three loads', () => {
    expect(overloadOf({ loads: loads.slice(1) }, trialOf)).toBeUndefined();
  });

  it('has no plateau if the highest load could not be measured', () => {
    const unmeasured = [...loads.slice(1), { intendedLoad: pps(9e4), trials: [6] }];
    expect(overloadOf({ loads: unmeasured }, trialOf)).toMatchObject({
      peak: { load: 20_000 },
      plateau: undefined,
      held: undefined,
    });
  });

  it('claims no plateau of a device that carried no load, or was never overloaded', () => {
    const never = [10_000, 20_000, 40_000].map((load) => {
      return { intendedLoad: pps(load), trials: [5] };
    });
    expect(overloadOf({ loads: never }, trialOf)?.held).toBeUndefined();
    const always = never.map(({ intendedLoad }) => ({ intendedLoad, trials: [1] }));
    expect(overloadOf({ loads: always }, trialOf)?.held).toBeUndefined();
  });
});
