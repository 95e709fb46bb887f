import { describe, expect, it } from 'vitest';
import { pps } from '../../src/model/units.js';
import { shown } from '../report/shown.js';
import { runRecord } from '../results/record.js';
import { conductPlaybook } from './conduct-playbook.js';

const search = (goals: string) => `  - test: mlrsearch
    goals: ${goals}
    minimumLoad: 10 kpps
    maximumLoad: 1400 kpps
    resolution: 1 %
`;
const RFC2544_AND_OWN = search(
  '[rfc2544, { name: own, finalTrialDuration: 2 s, durationSum: 4 s, lossRatio: 0.5 %, exceedRatio: 50 % }]',
);

const reportOf = async (procedures: string, device: Parameters<typeof conductPlaybook>[1]) => {
  const { results, trials } = await conductPlaybook(procedures, device);
  return shown({ ...runRecord, results: [...results] }, trials);
};

describe("a playbook's multiple loss ratio search", () => {
  it('encloses what the device can do for each goal, and reports all attributes', async () => {
    const { results, trials, planned } = await conductPlaybook(RFC2544_AND_OWN, {
      capacity: pps(700_000),
    });
    expect(trials.length).toBeLessThanOrEqual(planned);
    const result = results[0]?.result;
    if (result?.test !== 'mlrsearch') throw new Error('no search');
    expect(result).toMatchObject({
      width: { type: 'relative', value: 0.01 },
      loads: 'aggregate',
    });
    expect(result.goals.map(({ goal }) => goal)).toEqual([
      {
        name: 'RFC 2544',
        finalDuration: 60e9,
        durationSum: 60e9,
        lossRatio: 0,
        exceedRatio: 0,
        initialDuration: 1e9,
      },
      {
        name: 'own',
        finalDuration: 2e9,
        durationSum: 4e9,
        lossRatio: 0.005,
        exceedRatio: 0.5,
        initialDuration: 2e9,
      },
    ]);
    for (const [index, capacity] of [700_000, 700_000 / 0.995].entries()) {
      const found = result.goals[index];
      if (found?.state !== 'regular') throw new Error('not regular');
      expect(found.lower.load).toBeLessThanOrEqual(capacity);
      expect(found.upper.load).toBeGreaterThan(capacity);
      expect(found.lower.load).toBeGreaterThanOrEqual(found.upper.load * 0.99 - 1);
      expect(found.lower.conditionalThroughput).toBeGreaterThan(690_000);
    }
  });

  it('has a section of its own in the report', async () => {
    const text = await reportOf(RFC2544_AND_OWN, { capacity: pps(700_000) });
    expect(text).toContain('Loads are aggregate over ingress ports.\n');
    expect(text).toMatch(/^napi-macvlan +64 {2}RFC 2544( +\d{3}\.\d){4} {2}regular$/m);
    expect(text).toMatch(/^napi-macvlan +64 {2}own( +\d{3}\.\d){4} {2}regular$/m);
    expect(text).toContain(`
Search goals
goal      loss ratio  exceed ratio  first trials  final trials  in sum
                   %             %             s             s       s
RFC 2544           0             0         1.000         60.00   60.00
own             0.50         50.00         2.000         2.000   4.000
`);
    expect(text).toContain('Width, relative: 1 % of the upper bound.\n');
  });

  it.each([
    [{ capacity: pps(2e6) }, /( +1400){3} +- {2}irregular: meets the goal at the/],
    [{ capacity: pps(100) }, /( +-){3} +10\.00 {2}irregular: fails the goal at the/],
    [
      { capacity: pps(2e6), generator: { limit: pps(500_000) } },
      / 50\d\.\d {2}irregular: lower bound only: the generator/,
    ],
  ])('marks a result without a bound of %j', async (device, row) => {
    expect(await reportOf(search('[csit-ndr]'), device)).toMatch(row);
  });
});
