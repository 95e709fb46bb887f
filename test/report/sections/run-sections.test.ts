import { describe, expect, it } from 'vitest';
import { seconds } from '../../../src/model/units.js';
import type { TrialResult } from '../../../src/model/trial.js';
import { reportOf } from '../../../src/report/report.js';
import { plainText } from '../../../src/report/terminal/units.js';
import type { TrialRecord } from '../../../src/results/schema.js';
import { brokenRecord, runRecord, trialRecord } from '../../results/record.js';

const fellBehind = { code: 'generator-fell-behind', detail: 'offered 18000 of 20000' } as const;
const invalid = { validity: { state: 'invalid', reasons: [fellBehind] } } as const;

const section = (id: string, trials: readonly TrialRecord[]) =>
  reportOf(runRecord, trials, { folder: 'x' }).sections.find((each) => each.id === id);

const remarks = (id: string, trials: readonly TrialRecord[]) =>
  section(id, trials)?.remarks.map(({ level, text }) => `${level}: ${plainText(text)}`);

describe('frame conservation', () => {
  it('is noted if all frames add up', () => {
    expect(remarks('conservation', [trialRecord(1, [10, 9])])).toEqual([
      'note: Every frame is accounted for: offered = received by the sink + located losses.',
    ]);
  });

  it('is a warning if some do not, more or fewer', () => {
    const open = [8, -2, 0].map((unlocated, at) => trialRecord(at + 1, [10, 9], { unlocated }));
    expect(remarks('conservation', open)).toEqual([
      'warning: 2 of 3 trials have frames unaccounted for, 10 frames in all.',
    ]);
  });

  it('is unknown for trials without figures', () => {
    expect(remarks('conservation', [trialRecord(1, [10, 9]), brokenRecord(2)])).toEqual([
      'note: Every frame is accounted for: offered = received by the sink + located losses.',
      'warning: 1 of 2 trials have no figures: it is unknown where their frames went.',
    ]);
    expect(remarks('conservation', [brokenRecord(1)])).toEqual([
      'warning: 1 of 1 trials have no figures: it is unknown where their frames went.',
    ]);
  });

  it('is missing without trials', () => {
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

  it('are listed with their reasons, except warm-ups', () => {
    const [counts, block] = section('invalid-trials', trials)?.blocks ?? [];
    const reason = 'generator-fell-behind (offered 18000 of 20000)';
    expect(block).toMatchObject({ rows: [[2, 'softnet-macvlan', 64, 20_000, reason]] });
    expect(counts).toMatchObject({ kind: 'stacks', parts: ['valid', 'generator-fell-behind'] });
    expect(remarks('invalid-trials', trials)).toEqual(['warning: 1 of 2 trials are invalid.']);
  });

  it('are no section if there are none', () => {
    expect(section('invalid-trials', trials.slice(2))).toBeUndefined();
  });
});

describe('trials of a busy computer', () => {
  const beside = (worstSecond: number, validity: TrialResult['validity'] = { state: 'valid' }) => {
    const lab = {
      ...{ duration: seconds(1), threads: [], others: seconds(1) },
      ...{ starved: worstSecond, worstSecond, steal: 0 },
    };
    return trialRecord(1, [10, 9], { validity, processors: { machines: [], lab } });
  };
  const invalid = { state: 'invalid', reasons: [fellBehind] } as const;

  it('are named if they count nevertheless, with what they lacked', () => {
    const trials = [beside(0.04), beside(0.3), beside(0.42), beside(0.9, invalid)];
    expect(remarks('tolerated-starvation', trials)).toEqual([
      'warning: 2 valid trials lacked up to 42 % of a second, as starvationTolerance allows: ' +
        'their loads and losses are those of a busy computer.',
    ]);
  });

  it('are no section if the machines had the time they need', () => {
    expect(section('tolerated-starvation', [beside(0.05), beside(0.9, invalid)])).toBeUndefined();
  });
});

describe('conformance', () => {
  const trials = [1, 2, 3, 4, 5, 6, 7].map((sequence) => trialRecord(sequence, [10, 10]));

  it('has a table for each document that concerns the run, and says what shows a row', () => {
    const found = section('conformance', trials);
    expect(found?.detail).toBe(true);
    const [first, ...others] = found?.blocks ?? [];
    expect(first).toMatchObject({ kind: 'table', title: 'RFC 2544' });
    expect(others).toMatchObject([{ title: 'RFC 6815' }]);
    const rows = first?.kind === 'table' ? first.rows : [];
    for (const row of [
      ['7', 'MUST', "the DUT's software and set-up are reported", 'met: setup.roles.dut'],
      ['11', 'SHOULD', 'first without modifying conditions', 'met: trial 1'],
      ['14', 'SHOULD', 'in both directions at once', 'not seen: not recorded'],
      ['24', 'SHOULD', 'trials of at least 60 s', 'deviates: 1 s'],
    ]) {
      expect(rows).toContainEqual(row);
    }
    expect(rows.filter((row) => row[3] === 'not applicable')).toEqual([]);
  });

  it('is counted by document', () => {
    const [note] = remarks('conformance', trials) ?? [];
    expect(note).toMatch(
      /^note: RFC 2544: \d+ met, \d+ deviate, \d+ not seen, \d+ not applicable; RFC 6815: 0 met, /,
    );
  });

  it('is no section if no trial was made, whatever rows are archived', () => {
    expect(runRecord.conformance).not.toEqual([]);
    expect(section('conformance', [])).toBeUndefined();
  });
});
