import { describe, expect, it } from 'vitest';
import type { SetupAtEnd } from '../../../src/model/schema/setup/at-end.js';
import { reportOf } from '../../../src/report/report.js';
import { plainText } from '../../../src/report/terminal/units.js';
import { runRecord } from '../../results/record.js';

const headline = (setupAtEnd: SetupAtEnd) =>
  reportOf({ ...runRecord, setupAtEnd }, [], { folder: 'x' }).headline.map(
    ({ level, text }) => `${level}: ${plainText(text)}`,
  );

describe('what changed during a run', () => {
  it('is a warning in the headline', () => {
    const change = { where: 'dut', what: 'governor', one: 'performance', other: 'powersave' };
    expect(headline({ state: 'read', changes: [change] })).toContain(
      'warning: dut: governor was performance when the run began, and powersave when it ended.',
    );
  });

  it('is not mentioned if nothing did', () => {
    const { sections } = reportOf(
      { ...runRecord, setupAtEnd: { state: 'read', changes: [] } },
      [],
      { folder: 'x' },
    );
    expect(sections.map(({ id }) => id)).not.toContain('setup-changes');
  });

  it('is unknown if the machines were not read again, and why', () => {
    const { sections } = reportOf(
      { ...runRecord, setupAtEnd: { state: 'not-read', reason: 'the connection was lost' } },
      [],
      { folder: 'x' },
    );
    const section = sections.find(({ id }) => id === 'setup-changes');
    expect(section?.remarks.map(({ text }) => plainText(text))).toEqual([
      'Whether anything changed on the machines during the run is not known: the connection was lost',
    ]);
  });
});
