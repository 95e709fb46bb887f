import { describe, expect, it } from 'vitest';
import { joinedReport, namesOf } from '../../src/report/joined-report.js';
import { reportOf } from '../../src/report/report.js';
import { plainText } from '../../src/report/terminal/units.js';
import { runRecord, trialRecord } from '../results/record.js';

const trials = [trialRecord(1, [10_000, 10_000])];
const one = reportOf(runRecord, trials, { folder: 'a' });
const other = reportOf(
  {
    ...runRecord,
    runId: 'second',
    environment: { kind: 'simulated' },
    state: { state: 'interrupted' },
  },
  trials,
  { folder: 'b', torn: true },
);
const parts = [
  { name: 'first', report: one },
  { name: 'last', report: other },
];

describe('several reports as one', () => {
  const joined = joinedReport('both', parts, []);

  it('have every section of each, by run, and the source of its figures if that differs', () => {
    expect(joined.sections).toHaveLength(one.sections.length + other.sections.length);
    expect(new Set(joined.sections.map(({ id }) => id)).size).toBe(joined.sections.length);
    expect(joined.sections[0]).toMatchObject({ run: one.runId, label: one.label });
    expect(joined.sections.at(-1)).toMatchObject({ run: 'second', label: other.label });
    expect(joined.sections.at(-1)?.title).toMatch(/^last: /);
    expect(
      joinedReport('same', [parts[0] ?? { name: '', report: one }], []).sections[0]?.label,
    ).toBe(undefined);
  });

  it('say what did not end, and what of an archive is missing', () => {
    expect(joined.state.level).toBe('warning');
    expect(plainText(joined.state.text)).toMatch(/^last: interrupted/);
    const lines = joined.headline.map(({ text }) => plainText(text));
    expect(lines).toContain("last: The journal's last line was cut off and is left out.");
  });

  it('have facts in common once', () => {
    const names = joined.facts.map(({ name }) => name);
    expect(names).toContain('first, archive');
    expect(names).toContain('last, archive');
    expect(names.filter((name) => name.endsWith('trials'))).toEqual(['trials']);
  });

  it('are named after their playbooks, or their ids if several share one', () => {
    const runs = ['a', 'b', 'a'].map((playbook, at) => ({ playbook, runId: `run-${at}` }));
    expect(namesOf(runs)).toEqual(['run-0', 'b', 'run-2']);
  });
});
