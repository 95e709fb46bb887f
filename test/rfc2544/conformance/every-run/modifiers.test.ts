import { describe, expect, it } from 'vitest';
import type { Modifier } from '../../../../src/model/modifier.js';
import type { TrialResult } from '../../../../src/model/trial.js';
import type { TrialRecord } from '../../../../src/results/schema.js';
import { conformanceOf } from '../../../../src/rfc2544/conformance/conformance.js';
import { runRecord, trialRecord } from '../../../results/record.js';
import { judgementOf } from '../archived-run.js';

const under = (
  sequence: number,
  modifier?: Modifier,
  modifying?: TrialResult['modifying'],
): TrialRecord => ({
  ...trialRecord(sequence, [1000, 1000], modifying && { modifying }),
  ...(modifier && { modifier }),
});

const judged = (...trials: readonly TrialRecord[]) => {
  const conformance = [...conformanceOf({ ...runRecord, results: [] }, trials)];
  return (section: string, words: string) =>
    judgementOf({ conformance }, `RFC 2544, ${section}`, words);
};

describe('modifying conditions', () => {
  it('come after trials without one', () => {
    expect(judged(under(1), under(2, 'broadcast'))('11', 'first')).toBe('met');
    expect(judged(under(1, 'broadcast'), under(2))('11', 'first')).toBe(
      'deviates: broadcast first',
    );
  });

  it('that were not made are not judged', () => {
    const row = judged(under(1));
    expect(row('11', 'again under')).toBe('deviates: under none');
    for (const [section, words] of [
      ['11', 'modifying frames'],
      ['11.1', '1 % broadcast'],
      ['11.2', 'a query'],
      ['11.3', 'updates alternate'],
      ['11.4', 'first one filter'],
    ] as const) {
      expect(row(section, words)).toBe('not-applicable');
    }
  });

  it('are broadcast frames by their number, if that is recorded', () => {
    const row = (broadcast: number) =>
      judged(under(1), under(2, 'broadcast', { broadcast }))('11.1', '1 %');
    expect(row(10)).toBe('met');
    expect(row(20)).toBe('deviates: 2 %');
    expect(judged(under(1, 'broadcast'))('11.1', '1 %')).toBe(
      'not seen: broadcast frames are not recorded',
    );
  });

  it('are queries and updates as often as they were made', () => {
    expect(judged(under(1, 'management', { everySecond: 1 }))('11.2', 'a query')).toBe('met');
    expect(judged(under(1, 'management', { everySecond: 0 }))('11.2', 'a query')).toBe(
      'deviates: 0 times in 1 s',
    );
    const row = judged(under(1, 'route-updates'));
    expect(row('11.3', 'updates alternate')).toBe('not seen: how often is not recorded');
    expect(row('11.3', 'the DUT is verified')).toBe('not seen: how often is not recorded');
    expect(row('11.3', 'frames of')).toBe('deviates: by commands');
  });

  it('are one filter, then 25', () => {
    const row = (...trials: readonly TrialRecord[]) => judged(...trials)('11.4', 'first one');
    expect(row(under(1, 'filters-1'), under(2, 'filters-25'))).toBe('met');
    expect(row(under(1, 'filters-25'), under(2, 'filters-1'))).toBe('deviates: filters-25 first');
    expect(row(under(1, 'filters-1'))).toBe('deviates: filters-1 only');
  });
});
