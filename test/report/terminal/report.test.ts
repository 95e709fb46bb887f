import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../src/report/report.js';
import { renderReport } from '../../../src/report/terminal/report.js';
import { readRun, readTrials } from '../../../src/results/read-run.js';
import type { Report } from '../../../src/model/section/section.js';
import { runRecord, trialRecord } from '../../results/record.js';

const archive = async (name: string): Promise<Report> => {
  const folder = fileURLToPath(new URL(`../../fixtures/results/${name}`, import.meta.url));
  const [run, { trials }] = await Promise.all([readRun(folder), readTrials(folder)]);
  return reportOf(run, trials, { folder: 'results/x' });
};

const report = reportOf(
  runRecord,
  [
    trialRecord(1, [10_000, 10_000]),
    trialRecord(2, [10_000, 9_999]),
    trialRecord(3, [10_000, 9_000]),
    trialRecord(4, [20_000, 15_000]),
    { ...trialRecord(6, [15_000, 15_000]), dataPlane: 'napi-macvlan', procedure: 1 },
    { ...trialRecord(7, [15_250, 15_000]), dataPlane: 'napi-macvlan', procedure: 1 },
  ],
  { folder: 'results/x' },
);
const HEADLINE = `softnet-macvlan, 64 bytes: 15 kpps forwarded of 20 kpps; 25 % lost in the
  backlog queue
napi-macvlan: throughput 14.99 kpps at 64 bytes
`;

describe('a report on a terminal', () => {
  it('has its headline first and last', () => {
    const text = renderReport(report);
    expect(
      text.startsWith(`20260131T101500Z-quickstart
figures: emulated (tcg, 2 host cores)

${HEADLINE}
DUT: Linux 6.1.0-56-cloud-amd64, 1 x QEMU TCG CPU version 2.5+
`),
    ).toBe(true);
    expect(text.endsWith(`\n\n${HEADLINE}`)).toBe(true);
  });

  it('has the conformance in a line, and as a table if `full` is set', () => {
    expect(renderReport(report).replaceAll(/\s+/g, ' ')).toMatch(
      /Conformance with RFC 2544 and its updates: RFC 2544: \d+ met, .* \d+ rows, shown with --full/,
    );
    expect(renderReport(report)).not.toContain('judgement');
    const full = renderReport(report, { full: true, width: 120 });
    expect(full).toMatch(/^section +level +requirement +judgement$/m);
    expect(full).toMatch(/^24 +SHOULD +trials of at least 60 s +deviates: 1 s$/m);
    expect(full).toMatch(
      /^7 +MUST +the DUT.s software and set-up are reported +met: setup.roles.dut$/m,
    );
    // The journal has no trial 5.
    expect(full).toMatch(
      /^11 +SHOULD +first without modifying conditions +not seen: 1 of 7 trials/m,
    );
  });

  it('has no escape sequence unless a style is given, which changes nothing else', () => {
    expect(renderReport(report)).not.toContain('\u001b');
    const styled = renderReport(report, { style: (emphasis, text) => `<${emphasis}>${text}</>` });
    expect(styled).toContain('<yellow>figures: emulated (tcg, 2 host cores)</>');
    expect(styled.replaceAll(/<[a-z]+>|<\/>/g, '')).toBe(renderReport(report));
  });

  it('says that a run did not finish', () => {
    const state = { level: 'warning', text: ['interrupted: below is what was measured'] } as const;
    expect(renderReport({ ...report, state })).toContain('run interrupted: below is what');
  });

  it('is 80 columns wide if nothing is known about the terminal', () => {
    expect(renderReport(report)).toBe(renderReport(report, { width: 80 }));
  });
});

describe('the report of an archive', () => {
  it.each(
    ['sweep', 'rfc2544', 'mlrsearch'].flatMap((name) =>
      [60, 80, 120].flatMap((width) => [true, false].map((full) => ({ name, width, full }))),
    ),
  )(
    '$name fits $width columns without broken words (all: $full)',
    async ({ name, width, full }) => {
      const of = await archive(name);
      const lines = renderReport(of, { width, full }).split('\n');
      expect(lines.filter(({ length }) => length > width)).toEqual([]);
      const wide = renderReport(of, { width: 1_000, full: true });
      // Words of layouts that a wide terminal does not need.
      const known = new Set([...wide.split(/[\s,:;]+/), 'rows', 'shown', 'with']);
      const bars = /^[.a-g*-]+$/;
      const words = lines.flatMap((line) => line.split(/[\s,:;]+/));
      const broken = words.filter(
        (word) => /^[A-Za-z][A-Za-z-]{3,}$/.test(word) && !bars.test(word) && !known.has(word),
      );
      expect(broken).toEqual([]);
    },
  );
});
