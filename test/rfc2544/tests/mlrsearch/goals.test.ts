import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../../../src/config/load.js';
import { changed, PLAYBOOK, problemsOf, withFile } from '../../../config/examples.js';

const SEARCH = `${PLAYBOOK}  - test: mlrsearch
    minimumLoad: 1 kpps
    maximumLoad: 100 kpps
    resolution: 2 %
`;
const EXPLICIT = `{ name: own, finalTrialDuration: 2 s, durationSum: 4 s, lossRatio: 0 %, exceedRatio: 50 % }`;
const withGoals = (goals: string) => `${SEARCH}    goals:\n      - ${goals}\n`;

describe('search goals', () => {
  it('are that of RFC 2544 if a playbook names none', async () => {
    const { playbook } = await withFile(SEARCH, loadPlaybook);
    expect(playbook.procedures[2]).toMatchObject({ test: 'mlrsearch', goals: ['rfc2544'] });
  });

  it.each(['rfc2544', 'tst009', 'csit-ndr', 'csit-pdr', EXPLICIT])('may be %s', async (goal) => {
    expect(await problemsOf(withGoals(goal))).toEqual([]);
  });

  it.each([
    [
      'csit-ndt',
      "19:9 procedures[2].goals[0]: unknown search goal 'csit-ndt'; did you mean 'csit-ndr'?" +
        ' (rfc2544, tst009, csit-ndr, csit-pdr)',
    ],
    [
      changed(EXPLICIT, '0 %,', '0,'),
      '19:76 procedures[2].goals[0].lossRatio: expected a percentage such as "2 %", found 0',
    ],
    [
      changed(EXPLICIT, 'exceedRatio', 'exceedRation'),
      '19:9 procedures[2].goals[0].exceedRatio: missing',
    ],
    [
      changed(EXPLICIT, '4 s', '1 s'),
      '19:60 procedures[2].goals[0].durationSum: must not be shorter than finalTrialDuration' +
        ' (RFC 9971, Goal Terms)',
    ],
    [
      changed(EXPLICIT, '50 %', '100 %'),
      '19:94 procedures[2].goals[0].exceedRatio: must be less than 100 % (RFC 9971, Goal Terms)',
    ],
    [
      'rfc2544\n      - rfc2544',
      "20:9 procedures[2].goals[1]: a goal called 'rfc2544' is in the list already, at [0]",
    ],
  ])('may not be %s', async (goals, problem) => {
    expect(await problemsOf(withGoals(goals))).toContain(problem);
  });

  it('come with the rules of any search', async () => {
    const text = changed(
      SEARCH,
      'test: mlrsearch\n    minimumLoad: 1 kpps',
      'test: mlrsearch\n    minimumLoad: 1 Mpps',
    );
    expect(await problemsOf(text)).toEqual([
      '15:18 procedures[2].minimumLoad: must be less than maximumLoad:' +
        ' 1000000 pps is not less than 100000 pps',
    ]);
  });

  it('are not found by a throughput test, whose error says where they are', async () => {
    const text = changed(PLAYBOOK, 'test: throughput', 'test: throughput\n    search: mlrsearch');
    expect(await problemsOf(text)).toEqual([
      "11:13 procedures[1].search: is a test of its own: write 'test: mlrsearch'",
    ]);
  });
});
