import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/section/section.js';
import { renderReport } from '../../../src/report/terminal/report.js';
import type { Style } from '../../../src/report/terminal/style.js';
import { reportOf } from '../../../src/report/report.js';
import { runRecord, trialRecord } from '../../results/record.js';
import { forbiddenIn, hostileText } from '../../model/text/unprintable.js';

const report = reportOf(runRecord, [trialRecord(1, [10_000, 10_000])], { folder: 'results/x' });

/** A report with something in place of one of its texts. */
const spoiled = (given: Report, text: string, chosen: number): Report => {
  let index = 0;
  return JSON.parse(
    JSON.stringify(given, (key, value: unknown) => {
      // Kinds, types and units are not from outside.
      if (typeof value !== 'string' || ['kind', 'type', 'unit', 'level', 'size'].includes(key)) {
        return value;
      }
      index += 1;
      return index === chosen ? text : value;
    }),
  ) as Report;
};

describe('a report with text from outside', () => {
  it('commands no terminal, whichever of its texts that is', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 120 }), fc.boolean(), (text, at, full) => {
        const style: Style = (_, part) => part;
        const shown = renderReport(spoiled(report, text, at), { full, width: 80, style });
        expect(forbiddenIn(shown)).toBeUndefined();
      }),
    );
  });

  it('shows no more of a text than is sane', () => {
    const shown = renderReport(spoiled(report, 'x'.repeat(1_000_000), 1), { width: 80 });
    expect(shown).toMatch(/… \(\d+ more characters\) …/);
    expect(shown.length).toBeLessThan(20_000);
  });
});
