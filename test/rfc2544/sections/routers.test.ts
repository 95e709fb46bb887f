import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/report/terminal/units.js';
import { routerFigures } from '../../../src/rfc2544/trials/router-figures.js';
import { reportOf } from '../../../src/report/report.js';
import { shown } from '../../report/shown.js';
import { routersRun } from '../../report/routers-run.js';

const report = (told: boolean) => {
  const { run, trials } = routersRun(told);
  return reportOf(run, trials, { folder: 'results/x' });
};
const headline = (told: boolean): readonly string[] =>
  report(told)
    .headline.map(({ text }) => plainText(text))
    .filter((text) => text.startsWith('router '));
const tableOf = (told: boolean) => {
  const [section] = report(told).sections;
  return section?.blocks
    .filter((block) => block.kind === 'table')
    .find(({ title }) => title.startsWith('By router'));
};

describe('the routers of a run', () => {
  it('with loads of their own have a line: what they receive beside the others', () => {
    expect(headline(true)).toEqual([
      'router 1 beside an overloaded router 0, 64 bytes, 330 kpps in all: receives 30 kpps of 30 kpps with napi-macvlan, 21.3 kpps of 30 kpps with softnet-macvlan',
    ]);
  });

  it('have a row for each at each load', () => {
    expect(tableOf(true)?.rows).toEqual([
      ['napi-macvlan', 64, 60_000, 0, 30_000, 30_000, 30_000, 0, 0],
      ['napi-macvlan', 64, 60_000, 1, 30_000, 30_000, 30_000, 0, 0],
      ['napi-macvlan', 64, 330_000, 0, 300_000, 300_000, 140_000, 1 - 140 / 300, 160_000],
      ['napi-macvlan', 64, 330_000, 1, 30_000, 30_000, 30_000, 0, 0],
      ['softnet-macvlan', 64, 60_000, 0, 30_000, 30_000, 30_000, 0, 0],
      ['softnet-macvlan', 64, 60_000, 1, 30_000, 30_000, 30_000, 0, 0],
      ['softnet-macvlan', 64, 330_000, 0, 300_000, 300_000, 140_000, 1 - 140 / 300, 160_000],
      ['softnet-macvlan', 64, 330_000, 1, 30_000, 30_000, 21_300, 1 - 21_300 / 30_000, 8_700],
    ]);
  });

  it('that no counter tells apart received an unknown number, not 0', () => {
    expect(headline(false)).toEqual([]);
    expect(tableOf(false)?.rows[3]?.slice(-4)).toEqual([30_000, null, null, null]);
    const { run, trials } = routersRun(false);
    expect(shown(run, trials)).toMatch(/^napi-macvlan +64 +330\.0 +1 +30\.00 +30\.00 +- +- +-$/m);
  });

  it('lost frames at places whose counters they share, which are marked', () => {
    const columns = tableOf(true)?.columns.map(({ title }) => title);
    expect(columns?.at(-1)).toBe('shared: lost in backlog queue');
  });

  it('are served more or less fairly at each load', () => {
    const [section] = report(true).sections;
    const table = section?.blocks.find(
      ({ kind, ...block }) =>
        kind === 'table' && 'title' in block && block.title.startsWith('Fairness'),
    );
    const rows = table?.kind === 'table' ? table.rows : [];
    const index = (one: number, other: number) =>
      (one + other) ** 2 / (2 * (one ** 2 + other ** 2));
    const [napi, softnet] = [index(140 / 300, 1), index(140 / 300, 0.71)];
    expect(rows.map((row) => row[4])).toEqual(
      [1, napi, 1, softnet].map((each) => expect.closeTo(each, 9) as number),
    );
    expect(rows[1]?.slice(0, 4)).toEqual(['napi-macvlan', 64, 330_000, 2]);
    // In the archive, too.
    const { run } = routersRun();
    const archived = run.results.flatMap(({ result }) =>
      result.test === 'load-sweep' ? result.loads.map(({ figures }) => figures?.fairness) : [],
    );
    expect(archived).toEqual(rows.map((row) => row[4]));
  });

  it('have an index that a terminal shows to four places', () => {
    const { run, trials } = routersRun();
    expect(shown(run, trials)).toMatch(/^napi-macvlan +64 +330\.0 +2 +0\.8832 +46\.67 +100$/m);
  });

  it('have a bar each of where their frames went', () => {
    const [section] = report(true).sections;
    const stacks = section?.blocks.flatMap((block) => (block.kind === 'stacks' ? [block] : []));
    const own = stacks?.find(({ title }) => title.startsWith('Where frames of each router went'));
    expect(own?.parts).toEqual(['received by the sink', 'shared: lost in backlog queue']);
    expect(own?.groups.map(({ name, bars }) => [name, bars.at(-1)?.amounts])).toEqual([
      ['napi-macvlan, router 0', [140_000, 160_000]],
      ['napi-macvlan, router 1', [30_000, 0]],
      ['softnet-macvlan, router 0', [140_000, 160_000]],
      ['softnet-macvlan, router 1', [21_300, 8_700]],
    ]);
  });

  it('are not mentioned if there is one', () => {
    const { run, trials } = routersRun();
    const one = { ...run, routers: { count: 1, ports: 'shared', interfaces: 1 } as const };
    const { sections } = reportOf(one, trials, { folder: 'results/x' });
    expect(sections[0]?.blocks.filter(({ kind }) => kind === 'table')).toHaveLength(1);
  });

  it('have no figures in a trial without streams', () => {
    const { trials } = routersRun();
    const [first] = trials;
    expect(first && routerFigures({ ...first.result, streams: [] })).toEqual([]);
  });
});
