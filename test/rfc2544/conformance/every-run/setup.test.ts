import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../../../src/results/schema.js';
import { conformanceOf } from '../../../../src/rfc2544/conformance/conformance.js';
import { runRecord, trialRecord } from '../../../results/record.js';
import { judgementOf } from '../archived-run.js';

const at = { dataPlane: 'softnet-macvlan' } as const;
const trials = [1, 2, 3].map((sequence) => trialRecord(sequence, [10, 10]));

const judged = (change: Partial<RunRecord>) => {
  const conformance = [...conformanceOf({ ...runRecord, results: [], ...change }, trials)];
  return (section: string, words: string) =>
    judgementOf({ conformance }, `RFC 2544, ${section}`, words);
};

describe('the set-up of the DUT', () => {
  it('lasts for all tests if a data plane was set up once, before its first trial', () => {
    const row = judged({ dutSetups: [{ ...at, afterTrials: 0 }] });
    expect(row('7', 'the DUT is not')).toBe('met');
    expect(row('7', 'filters')).toBe('not-applicable');
  });

  it('was not seen to last if that is not recorded, or came later', () => {
    expect(judged({})('7', 'the DUT is not')).toBe('not seen: set-ups are not recorded');
    for (const dutSetups of [[], [{ ...at, afterTrials: 2 }]]) {
      expect(judged({ dutSetups })('7', 'the DUT is not')).toBe(
        'not seen: no set-up of softnet-macvlan is recorded',
      );
    }
  });

  it('deviates if a data plane was set up again between its trials', () => {
    const dutSetups = [0, 2].map((afterTrials) => ({ ...at, afterTrials }));
    expect(judged({ dutSetups })('7', 'the DUT is not')).toBe(
      'deviates: softnet-macvlan: set up 2 times',
    );
  });

  it('is never said to follow instructions, nor to answer for neighbours that are permanent', () => {
    const row = judged({});
    expect(row('7', 'the DUT is set up')).toBe('not seen: instructions are not recorded');
    expect(row('25', 'address resolution')).toBe(
      'deviates: neighbours are permanent: none is sent',
    );
  });
});
