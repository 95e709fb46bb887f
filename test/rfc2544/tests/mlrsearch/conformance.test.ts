import { describe, expect, it } from 'vitest';
import { pps } from '../../../../src/model/units.js';
import { conformanceOf } from '../../../../src/rfc2544/conformance/conformance.js';
import { archivedRun, judgementOf, MACHINES, seenTrial } from '../../conformance/archived-run.js';

const playbook = (goals: string, range = '') => `name: goals
dataPlanes: [napi-macvlan]
trial: { duration: 60 s }
procedures:
  - { test: mlrsearch, goals: ${goals}, minimumLoad: 10 kpps, resolution: 1 %${range} }
`;

const archived = (goals: string, device = { capacity: pps(700_000) }, range = '') =>
  archivedRun(playbook(goals, range), { device, setup: MACHINES, change: seenTrial });

describe('conformance of a multiple loss ratio search', () => {
  it('is met by regular results', async () => {
    const { run } = await archived('[rfc2544]');
    const rows = run.conformance.filter(({ document }) => document === 'RFC 9971');
    const others = rows.flatMap((row) =>
      row.state === 'met' ? [] : [`${row.section} ${row.requirement}`],
    );
    expect(others).toEqual([
      '4.6.4 exceed ratios are 50 %',
      '4.8.4 irregular results are marked',
      '4.9.1 the tester is first measured without DUT',
      '4.9.1 frames that were not offered count as lost',
    ]);
  });

  it('is judged by the goals that were searched for', async () => {
    const { run } = await archived('[rfc2544, csit-pdr]', undefined, ', maximumLoad: 1 Mpps');
    const row = (section: string, words: string) => judgementOf(run, `RFC 9971, ${section}`, words);
    expect(row('4.6.1', 'all goals')).toBe('deviates: 60 and 1 s');
    expect(row('4.6.3', 'loss ratios')).toBe('met');
    expect(row('4.6.4', 'exceed ratios are 50')).toBe('deviates: 0 %');
    expect(row('4.6.8', 'no load outside')).toBe('met');
  });

  it('is no search for the throughput of RFC 2544 if it allows loss, or short trials', async () => {
    const { run } = await archived('[csit-pdr]');
    expect(judgementOf(run, 'RFC 2544, 26.1', 'no frame is lost')).toBe(
      'deviates: frames were lost',
    );
    expect(judgementOf(run, 'RFC 2544, 24', 'trials of')).toBe('deviates: 1 s');
  });

  it('sees no regular bound in irregular results, which are marked', async () => {
    const { run } = await archived('[rfc2544]', { capacity: pps(2_000_000) });
    const row = (words: string) => judgementOf(run, 'RFC 9971, 4.8.4', words);
    expect(row('the relevant lower')).toBe('not seen: no goal has a regular result');
    expect(row('regular bounds')).toBe('not seen: no goal has a regular result');
    expect(row('irregular results')).toBe('met');
  });

  it('reports bounds that are further apart than requested', async () => {
    const { run, trials } = await archived('[rfc2544]');
    const results = run.results.map((cell) =>
      cell.result.test === 'mlrsearch'
        ? { ...cell, result: { ...cell.result, width: { type: 'relative' as const, value: 1e-5 } } }
        : cell,
    );
    const conformance = [...conformanceOf({ ...run, results }, trials)];
    expect(judgementOf({ conformance }, 'RFC 9971, 4.8.4', 'regular bounds')).toMatch(
      /^deviates: 0\.\d+ %$/,
    );
  });
});
