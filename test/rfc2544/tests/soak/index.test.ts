import { describe, expect, it } from 'vitest';
import { pps } from '../../../../src/model/units.js';
import { conductPlaybook } from '../../../whole-runs/conduct-playbook.js';

const SEARCH =
  '  - { test: throughput, minimumLoad: 1 kpps, maximumLoad: 90 kpps, resolution: 1 % }\n';
const SOAK = '  - { test: soak, trialDuration: 1 s, totalDuration: 3 s }\n';

describe('a soak in a run', () => {
  it('holds the throughput that a test before it found', async () => {
    const { results } = await conductPlaybook(`${SEARCH}${SOAK}`, { capacity: pps(70_000) });
    const [search, soak] = results.map(({ result }) => result);
    if (search?.test !== 'throughput' || search.outcome.state !== 'found') throw new Error('none');
    const { load } = search.outcome.lower;
    expect(soak).toMatchObject({ test: 'soak', load, outcome: { state: 'measured', lost: 0 } });
  });

  it('does not run if there is no throughput, and the archive says why', async () => {
    const { results, trials } = await conductPlaybook(`${SEARCH}${SOAK}`, { capacity: pps(0) });
    expect(trials.map(({ test }) => test)).not.toContain('soak');
    expect(results[1]?.result).toEqual({
      test: 'soak',
      load: null,
      outcome: {
        state: 'not-applicable',
        reason: 'the throughput is 0: loss even at 1000 pps',
      },
    });
  });
});
