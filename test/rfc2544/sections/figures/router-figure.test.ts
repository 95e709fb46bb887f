import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../../src/report/report.js';
import { routersRun } from '../../../report/routers-run.js';

const blocksOf = (told: boolean) => {
  const { run, trials } = routersRun(told);
  const { sections } = reportOf(run, trials, { folder: 'x' });
  return sections.flatMap(({ blocks }) =>
    blocks.filter((block) => 'title' in block && block.title.startsWith('Received by each router')),
  );
};

describe('what routers receive over the load', () => {
  it('is a series for each router of each data plane', () => {
    const [figure] = blocksOf(true);
    expect(figure?.kind).toBe('lines');
    const names = figure?.kind === 'lines' ? figure.series.map(({ name }) => name) : [];
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) expect(name).toMatch(/, router \d+$/);
  });

  it('is absent if no counter tells their frames apart, which is said', () => {
    expect(blocksOf(false)[0]).toMatchObject({
      kind: 'absent',
      why: ['no counter tells the frames of routers apart'],
    });
  });
});
