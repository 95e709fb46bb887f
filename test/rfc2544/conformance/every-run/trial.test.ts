import { describe, expect, it } from 'vitest';
import { nanoseconds, seconds } from '../../../../src/model/units.js';
import type { RunRecord, TrialRecord } from '../../../../src/results/schema.js';
import { conformanceOf } from '../../../../src/rfc2544/conformance/conformance.js';
import { brokenRecord, runRecord, trialRecord } from '../../../results/record.js';
import { judgementOf, seenTrial } from '../archived-run.js';
import type { MeasuredRecord } from '../../../measured.js';

/** A trial of a given number of seconds. */
const lasting = (sequence: number, length: number, sent = length): MeasuredRecord => {
  const trial = trialRecord(sequence, [1000, 1000]);
  const request = { ...trial.result.request, duration: seconds(length) };
  const result = seenTrial({ ...trial.result, request, offeredDuration: seconds(sent) });
  return { ...trial, result };
};

const [sweep] = runRecord.results;
if (sweep?.result.test !== 'load-sweep') throw new Error('the example begins with a sweep');
const [load] = sweep.result.loads;
if (load === undefined) throw new Error('the sweep has no load');
/** A sweep whose figures are of the second of three trials. */
const ONE_SWEEP = [{ ...sweep, result: { ...sweep.result, loads: [load] } }];

const judged = (trials: readonly TrialRecord[], change: Partial<RunRecord> = {}) => {
  const conformance = [...conformanceOf({ ...runRecord, results: ONE_SWEEP, ...change }, trials)];
  return (section: string, words: string) =>
    judgementOf({ conformance }, `RFC 2544, ${section}`, words);
};

const full = [1, 2, 3].map((sequence) => lasting(sequence, 60));

describe('the phases of a trial', () => {
  it('are as long as they were, in every trial', () => {
    const row = judged(full);
    for (const words of ['learning frames', '2 s for residual', 'at least 5 s']) {
      expect(row('23', words)).toBe('met');
    }
  });

  it('are not judged by a broken trial', () => {
    const broken = brokenRecord(4);
    expect(judged([...full, broken])('23', 'at least 5 s')).toBe('met');
    expect(conformanceOf(runRecord, [broken])).toEqual([]);
  });

  it('deviate if one wait was cut short, by more than a timer may be early', () => {
    const cut = (residual: number) =>
      full.map((trial): TrialRecord => {
        const { timing } = trial.result;
        const waits = { restabilise: seconds(5), ...timing.waits, residual: nanoseconds(residual) };
        const changed = trial.sequence === 2 ? { ...timing, waits } : timing;
        return { ...trial, result: { ...trial.result, timing: changed } };
      });
    expect(judged(cut(1.5e9))('23', '2 s for residual')).toBe('deviates: 1.5 s');
    expect(judged(cut(1.9995e9))('23', '2 s for residual')).toBe('met');
  });

  it('are not seen if a trial is not in the journal', () => {
    expect(judged(full.slice(1))('23', 'at least 5 s')).toBe(
      'not seen: 1 of 3 trials are not in the journal',
    );
    expect(judged(full, { trials: 4 })('23', 'at least 5 s')).toBe(
      'not seen: 1 of 4 trials are not in the journal',
    );
  });
});

describe('the trials that figures rest on', () => {
  it('last 60 s, and send throughout', () => {
    expect(judged(full)('24', 'trials of')).toBe('met');
    expect(judged([lasting(1, 60), lasting(2, 10), lasting(3, 60)])('24', 'trials of')).toBe(
      'deviates: 10 s',
    );
    expect(judged([lasting(1, 60), lasting(2, 60, 12), lasting(3, 60)])('24', 'trials of')).toBe(
      'deviates: sent for 12 s',
    );
  });

  it('are not those of a sweep that did not end', () => {
    expect(judged(full, { results: [] })('24', 'trials of')).toBe(
      'not seen: no result at 64 bytes',
    );
  });
});
