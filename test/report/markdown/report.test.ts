import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/section/section.js';
import { markdownOf } from '../../../src/report/markdown/report.js';
import { reportOf } from '../../../src/report/report.js';
import { readRun, readTrials } from '../../../src/results/read-run.js';
import { sentence, quantity } from '../../../src/model/section/sentence.js';

const sweep = async (): Promise<Report> => {
  const folder = fileURLToPath(new URL('../../fixtures/results/sweep', import.meta.url));
  const [run, { trials }] = await Promise.all([readRun(folder), readTrials(folder)]);
  return reportOf(run, trials, { folder: 'results/x' });
};

describe('a report as Markdown', () => {
  it('has the run, its headline, and tables whose rows have as many cells as their titles', async () => {
    const text = markdownOf(await sweep());
    const lines = text.split('\n');
    expect(lines[0]).toBe('# sweep');
    expect(text).toContain('## Load sweep');
    const tables = text.split(/\n\n/).filter((part) => part.startsWith('| '));
    expect(tables.length).toBeGreaterThan(3);
    for (const table of tables) {
      const widths = table.split('\n').map((row) => row.split(' | ').length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  it('says why a figure is absent, and where figures of a section come from', () => {
    const text = markdownOf({
      runId: 'r',
      state: { level: 'warning', text: ['interrupted'] },
      label: 'metal',
      facts: [{ name: 'DUT', value: ['<b>'] }],
      headline: [{ level: 'warning', text: sentence`${quantity(5_000, 'pps')} lost` }],
      sections: [
        {
          id: 'a',
          title: 'A | B',
          label: 'simulated',
          headline: [],
          remarks: [],
          blocks: [{ kind: 'absent', title: 'Curve', why: ['one load'] }],
          detail: false,
        },
      ],
    });
    expect(text.split('\n').filter((line) => line !== '')).toEqual([
      '# r',
      'Figures: **metal**. **Run:** interrupted',
      '- **Warning:** 5 kpps lost',
      '- DUT: &lt;b&gt;',
      String.raw`## A \| B`,
      'Figures: **simulated**',
      '**Curve**: not shown: one load',
    ]);
  });
});
