import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barLine, type Progress } from '../../../src/cli/display/bar-line.js';

const PROGRESS: Progress = {
  part: 0.5,
  trialsMade: 57,
  trialsExpected: 1550,
  left: '29 h',
  ends: 'Tue 16:40',
  texts: [
    'softnet-macvlan, 1518 bytes, throughput: no loss at 523.4 kpps, loss at 547 kpps',
    'softnet-macvlan, 1518 bytes: 523.4 to 547 kpps',
    'softnet-macvlan: 523.4 to 547 kpps',
    '523.4 to 547 kpps',
  ],
};

const WIDTHS = Array.from({ length: 161 }, (_, index) => 40 + index);

describe('a progress bar', () => {
  it.each([
    [40, '57/1550, 29 h left | 523.4 to 547 kpps'],
    [60, '███░░ 57/1550, 29 h left | 523.4 to 547 kpps'],
    [80, '███░░ 57/1550, 29 h left | softnet-macvlan, 1518 bytes: 523.4 to 547 kpps'],
    [100, '███░░ 57/1550, 29 h left | softnet-macvlan, 1518 bytes: 523.4 to 547 kpps'],
    [
      200,
      `██████████░░░░░░░░░░ 57/1550 trials, 29 h left, ends Tue 16:40 | ${PROGRESS.texts[0] ?? ''}`,
    ],
  ])('of %i columns', (columns, line) => {
    expect(barLine(PROGRESS, columns)).toBe(line);
  });

  it.each(WIDTHS)('has the bounds of a search in %i columns, and the last one free', (columns) => {
    const line = barLine(PROGRESS, columns);
    expect(line.length).toBeLessThan(columns);
    expect(line).toMatch(/523\.4.* 547 kpps$/);
  });

  it('fits whatever it shows', () => {
    const progress = fc.record({
      part: fc.double({ min: -1, max: 2, noNaN: true }),
      trialsMade: fc.nat(1_000_000),
      trialsExpected: fc.nat(1_000_000),
      left: fc.option(fc.string({ maxLength: 40 }), { nil: undefined }),
      texts: fc.array(fc.string({ minLength: 1, maxLength: 300 })),
    });
    fc.assert(
      fc.property(progress, fc.integer({ min: 2, max: 250 }), (shown, columns) => {
        expect(barLine(shown, columns).length).toBeLessThan(columns);
      }),
    );
  });
});
