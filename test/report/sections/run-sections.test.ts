import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../src/report/report.js';
import { plainText } from '../../../src/report/terminal/units.js';
import type { TrialRecord } from '../../../src/results/schema.js';
import { runRecord, trialRecord } from '../../results/record.js';

const fellBehind = { code: 'generator-fell-behind', detail: 'offered 18000 of 20000' } as const;
const invalid = { validity: { state: 'invalid', reasons: [fellBehind] } } as const;

const section = (id: string, trials: readonly TrialRecord[]) =>
  reportOf(runRecord, trials, { folder: 'x' }).sections.find((each) => each.id === id);

const remarks = (id: string, trials: readonly TrialRecord[]) =>
  section(id, trials)?.remarks.map(({ level, text }) => `${level}: ${plainText(text)}`);

describe('frame conservation', () => {
  it('is told where all frames add up', () => {
    expect(remarks('conservation', [trialRecord(1, [10, 9])])).toEqual([
      'note: Every frame is accounted for: offered = received by the sink + located losses.',
    ]);
  });

  it('is a warning where some do not, more or fewer', () => {
    const open = [8, -2, 0].map((unlocated, at) => trialRecord(at + 1, [10, 9], { unlocated }));
    expect(remarks('conservation', open)).toEqual([
      'warning: 2 of 3 trials have frames unaccounted for, 10 frames in all.',
    ]);
  });

  it('is nothing of no trials', () => {
    expect(section('conservation', [])).toBeUndefined();
  });
});

describe('invalid trials', () => {
  const warmUp = trialRecord(1, [20_000, 100], invalid);
  const request = { ...warmUp.result.request, warmUp: true as const };
  const trials = [
    { ...warmUp, result: { ...warmUp.result, request } },
    trialRecord(2, [20_000, 100], invalid),
    trialRecord(3, [20_000, 20_000]),
  ];

  it('are listed with their reasons, those that only warmed up left out', () => {
    const [block] = section('invalid-trials', trials)?.blocks ?? [];
    const reason = 'generator-fell-behind (offered 18000 of 20000)';
    expect(block).toMatchObject({ rows: [[2, 'softnet-macvlan', 64, 20_000, reason]] });
    expect(remarks('invalid-trials', trials)).toEqual(['warning: 1 of 2 trials are invalid.']);
  });

  it('are no section where there are none', () => {
    expect(section('invalid-trials', trials.slice(2))).toBeUndefined();
  });
});

describe('conformance', () => {
  it('lists what concerns the run, and counts the rest', () => {
    const found = section('conformance', []);
    expect(found?.detail).toBe(true);
    expect(found?.blocks[0]).toMatchObject({
      rows: [
        ['23', null, 'at least 5 s for the DUT to restabilise', 'yes'],
        ['24', 'SHOULD', 'trials of at least 60 s', 'no: 1 s'],
      ],
    });
    expect(remarks('conformance', [])).toEqual(['note: 1 met, 1 deviate, 1 do not apply.']);
  });
});
