import { describe, expect, it } from 'vitest';
import { trialsJudged } from './during-trials.js';
import { sendingSpans, type Span } from './sending.js';

type Judged = Parameters<typeof trialsJudged>[0][number];

const at = (second: number): string => new Date(second * 1000).toISOString();

const trial = (sequence: number, from: number, to: number, state: 'valid' | 'invalid'): Judged => ({
  sequence,
  started: at(from),
  ended: at(to),
  result: {
    validity:
      state === 'valid'
        ? { state }
        : { state, reasons: [{ code: 'offered-load', detail: 'the generator stood still' }] },
  } as Judged['result'],
});

const SPAN = { from: 12_000, to: 22_000 };
const AFTER = [3, 4, 5].map((number) => trial(number, 10 * number, 10 * number + 5, 'valid'));

const whatOf = (trials: readonly Judged[], sent?: readonly Span[]): readonly string[] =>
  trialsJudged(trials, SPAN, sent).map(({ what }) => what);

describe('the trials of a run in which trouble came and went', () => {
  it('are right when those of that time are invalid and all loads were measured', () => {
    expect(whatOf([trial(1, 0, 9, 'valid'), trial(2, 10, 25, 'invalid'), ...AFTER])).toEqual([]);
  });

  it('are wrong when one of that time passes for valid', () => {
    const found = whatOf([trial(1, 0, 9, 'valid'), trial(2, 10, 25, 'valid'), ...AFTER]);
    expect(found).toEqual(['trial 2 is not marked as invalid with a reason']);
  });

  it('are wrong when one of another time is invalid, or loads are missing', () => {
    const found = whatOf([trial(1, 0, 9, 'invalid'), trial(2, 10, 25, 'invalid')]);
    expect(found).toEqual([
      'trial 1 is invalid, and was not of that time',
      '0 of 4 loads were measured',
    ]);
  });

  it('may be valid when they sent nothing while something stood still, and only then', () => {
    const trials = [trial(1, 0, 9, 'valid'), trial(2, 10, 32, 'valid'), ...AFTER];
    expect(whatOf(trials, [{ from: 23_000, to: 29_000 }])).toEqual([]);
    const silent = ['trial 2 is not marked as invalid with a reason'];
    expect(whatOf(trials, [{ from: 20_000, to: 29_000 }])).toEqual(silent);
    expect(whatOf(trials, [{ from: 1000, to: 6000 }])).toEqual(silent);
  });

  it('are wrong when the one of that time is not there', () => {
    expect(whatOf([trial(1, 0, 9, 'valid'), ...AFTER])).toEqual([
      'no trial of that time is in the archive',
    ]);
  });
});

it('frames were sent while the command that starts pktgen ran, by the log', () => {
  const start = ['timeout', '8', 'tee', '/proc/net/pktgen/pgctrl'];
  const log = [
    { level: 30, time: 1000, event: 'trial-started' },
    { level: 20, time: 2000, machine: 'generator', argv: start, milliseconds: 500, msg: 'command' },
    { level: 20, time: 3000, argv: ['cat', '/proc/net/pktgen/pgctrl'], milliseconds: 9 },
  ];
  const text = log.map((line) => `${JSON.stringify(line)}\n`).join('');
  expect(sendingSpans(text)).toEqual([{ from: 1500, to: 2000 }]);
});
