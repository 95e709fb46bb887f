import { describe, expect, it } from 'vitest';
import { changed, PLAYBOOK, problemsOf } from './examples.js';

const ENTRY = '  - test: load-sweep\n    intendedLoads: [5 kpps, 10 kpps]\n';
const entry = (text: string): string => changed(PLAYBOOK, ENTRY, text);
const SIZES = Array.from({ length: 1400 }, (_, index) => index + 64).join(', ');
const manySizes = (text: string): string =>
  changed(entry(text), 'trial:\n', `frameSizes: [${SIZES}]\ntrial:\n`);
const one = (text: string) => [expect.stringContaining(text) as unknown];

describe('a playbook that is too large for a run', () => {
  it.each([
    [
      'steps',
      '  - { test: frame-loss-rate, maximumLoad: 1 Mpps, step: 0.000000001 % }\n',
      '8:57 procedures[0].step: must be at least 0.01 %',
    ],
    [
      'resolution',
      '  - { test: throughput, minimumLoad: 1 kpps, maximumLoad: 1 Gpps, resolution: 1 % }\n',
      'expected a frame rate',
    ],
    [
      'loads to search',
      '  - { test: throughput, minimumLoad: 1 kpps, maximumLoad: 10 Mpps, resolution: 0.00001 % }\n',
      'procedures[0].resolution: gives 9999000 loads',
    ],
    [
      'trials of a sweep',
      '  - { test: load-sweep, intendedLoads: [1 kpps], repeats: 1001 }\n',
      'expected at most 1000',
    ],
    [
      'a trial that pktgen cannot count',
      '  - { test: soak, load: 1 Mpps, trialDuration: 3 h, totalDuration: 3 h }\n',
      '10800000000 frames in a stream of router 0; a generator counts up to 9999999999',
    ],
  ])('has too many: %s', async (_, text, problem) => {
    expect(await problemsOf(entry(text))).toEqual(one(problem));
  });

  it('has too many results', async () => {
    expect(await problemsOf(manySizes(ENTRY))).toEqual(
      one('are 5600 results; a run has at most 5000'),
    );
  });

  it('has too many trials, which are counted without being created', async () => {
    const soak = '  - { test: soak, load: 1 kpps, trialDuration: 60 s, totalDuration: 160 h }\n';
    const text = changed(manySizes(soak), '  - napi-macvlan\n', '').replace(
      / {2}- test: throughput[^]*/,
      '',
    );
    expect(await problemsOf(text)).toEqual(
      one('take up to 13440000 trials; a run has at most 1000000'),
    );
  });
});
