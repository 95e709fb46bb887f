import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../../../src/config/load.js';
import { testOf } from '../../../../src/rfc2544/tests/index.js';
import { loadFromThroughput } from '../../../../src/rfc2544/tests/open-loads.js';
import { problemsOf, withFile } from '../../../config/examples.js';

const playbook = (soak: string, before = ''): string => `name: soak
dataPlanes: [napi-macvlan]
trial: { duration: 1 s }
procedures:
${before}  - { test: soak, ${soak} }
`;
const SEARCH =
  '  - { test: throughput, minimumLoad: 1 kpps, maximumLoad: 9 kpps, resolution: 1 % }\n';

describe('a soak in a playbook', () => {
  it('lasts an hour in trials of a minute unless it says otherwise', async () => {
    const { playbook: found } = await withFile(playbook('load: 5 kpps'), loadPlaybook);
    const [spec] = found.procedures;
    if (spec === undefined) throw new Error('no soak');
    expect(spec).toMatchObject({ load: 5_000, trialDuration: 60e9, totalDuration: 3600e9 });
    expect(testOf(spec).extent(spec, found.trial.duration)).toEqual({
      most: 60,
      longest: 60e9,
    });
    expect(testOf(spec).isForeseeable(spec)).toBe(true);
  });

  it('may leave its load to the throughput that a test before it finds', async () => {
    const text = playbook('totalDuration: 2 min', SEARCH);
    const { playbook: found } = await withFile(text, loadPlaybook);
    expect(found.procedures.map(loadFromThroughput)).toEqual([undefined, 'load']);
    expect(await problemsOf(playbook('totalDuration: 2 min'))).toEqual([
      '5:5 procedures[0].load: missing, and no test before this one measures the throughput;' +
        ' put a throughput test first, or an mlrsearch without loss',
    ]);
  });

  it.each([
    ['trialDuration: 0 s', 'trialDuration: must be greater than 0'],
    ['totalDuration: 59 s', 'totalDuration: must not be shorter than trialDuration'],
    ['trialDuration: 1 ms', 'totalDuration: takes 3600000 trials; at most 10000 are made'],
    [
      'trialDuration: 100 us, totalDuration: 1 ms',
      'load: a trial of 0.1 ms at 5000 pps has no frame to send',
    ],
  ])('is refused with %s', async (change, problem) => {
    const problems = await problemsOf(playbook(`load: 5 kpps, ${change}`));
    expect(problems[0]).toMatch(new RegExp(`^5:\\d+ procedures\\[0\\]\\.${problem}`));
  });
});
