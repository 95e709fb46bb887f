import { describe, expect, it } from 'vitest';
import type { TrialResult } from '../../../../src/model/trial.js';
import { pps, seconds } from '../../../../src/model/units.js';
import { archivedRun, judgementOf, MACHINES, seenTrial } from '../../conformance/archived-run.js';

const SIZES = '[64, 128, 256, 512, 1024, 1280, 1518]';
const playbook = (sizes: string, settings: string) => `name: bursts
dataPlanes: [napi-macvlan]
frameSizes: ${sizes}
trial: { duration: 60 s }
procedures:
  - { test: throughput, minimumLoad: 10 kpps, resolution: 5 % }
  - { test: back-to-back, longestBurst: 300 ms, step: 1000, repeats: 2${settings} }
`;

const judged = async (
  sizes: string,
  {
    settings = '',
    change = seenTrial,
    trials = Infinity,
    bufferDepth = 512,
  }: {
    settings?: string;
    change?: (result: TrialResult) => TrialResult;
    trials?: number;
    bufferDepth?: number;
  } = {},
) => {
  const device = { capacity: pps(200_000), bufferDepth };
  const { run } = await archivedRun(playbook(sizes, settings), {
    ...{ device, setup: MACHINES, change, trials },
  });
  return (place: string, words: string) => judgementOf(run, place, words);
};

describe('conformance of back-to-back frames', () => {
  it('is met if all seven sizes have a throughput', async () => {
    const row = await judged(SIZES);
    expect(row('RFC 9004, 5', 'the throughput of')).toBe('met');
    expect(row('RFC 9004, 5', 'it is of the same')).toBe('met');
    expect(row('RFC 9004, 5', 'the tester itself')).toBe('met');
    expect(row('RFC 9004, 6.1', 'only sizes')).toBe('met');
    expect(row('RFC 9004, 6.2', 'bursts may be')).toBe('met');
    expect(row('RFC 2544, 26.4', 'bursts and their')).toBe('met');
    expect(row('RFC 2544, 26.4', 'bursts are repeated')).toBe('deviates: 2 times');
    expect(row('RFC 2544, 9.1', 'the seven')).toBe('met');
  });

  it('counts the sizes that were measured, not those that were asked for', async () => {
    const row = await judged(SIZES, { trials: 35 });
    expect(row('RFC 9004, 5', 'the throughput of')).toMatch(/^deviates: of [1-6] of 7$/);
    expect(row('RFC 2544, 9.1', 'the seven')).toMatch(/^deviates: [1-6] of 7$/);
  });

  it('deviates if the playbook gives the throughput, or bursts stop at the longest', async () => {
    const row = await judged('[64]', { settings: ', throughput: 200 kpps', bufferDepth: 1e6 });
    expect(row('RFC 9004, 6.2', 'bursts may be')).toBe('deviates: 0.3 s');
    expect(row('RFC 9004, 5', 'the throughput of')).toBe('deviates: of 1 of 7');
  });

  it('sees waits that were cut short, and bursts below the line rate', async () => {
    const row = await judged('[64]', {
      change: (result) => {
        const seen = seenTrial(result);
        return {
          ...seen,
          offeredDuration: seconds((1.1 * seen.offeredDuration) / 1e9),
          timing: {
            ...seen.timing,
            waits: { residual: seconds(1), restabilise: seconds(5) },
          },
        };
      },
    });
    expect(row('RFC 9004, 6.2', '2 s or more')).toBe('deviates: 1 s');
    expect(row('RFC 2544, 26.4', 'bursts and their')).toMatch(/^deviates: 1\.\d+ s$/);
    expect(row('RFC 9004, 5', 'the tester itself')).toMatch(/^deviates: 13\d+ of 1488095 pps$/);
    expect(row('RFC 2544, 23', '2 s for residual')).toBe('deviates: 1 s');
    expect(row('RFC 2544, 23', 'learning')).toBe('deviates: neighbours are static');
    expect(row('RFC 2544, 23', 'at least 5 s')).toBe('met');
  });
});
