import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextColumn } from '../../../src/report/terminal/grid.js';
import { plain } from '../../../src/report/terminal/style.js';
import { textTable } from '../../../src/report/terminal/text-table.js';

const column = (title: string, words: boolean, unit = ''): TextColumn => ({ title, words, unit });

const COLUMNS = [
  column('data plane', true),
  column('load', false, 'kpps'),
  column('lost in backlog queue', false, 'frames'),
  column('remarks', true),
];
const ROWS = [
  ['macvlan', '100.0', '0', '-'],
  ['macvlan', '450.0', '15088', 'no loss in the longest burst tried in 3 of 3'],
  ['napi-macvlan', '450.0', '14863', '-'],
];
const at = (width: number) => textTable(COLUMNS, ROWS, width, plain);

describe('a table of text', () => {
  it('is in columns if they fit', () => {
    expect(at(100)).toEqual([
      'data plane     load  lost in backlog queue  remarks',
      '               kpps                 frames',
      'macvlan       100.0                      0  -',
      'macvlan       450.0                  15088  no loss in the longest burst tried in 3 of 3',
      'napi-macvlan  450.0                  14863  -',
    ]);
  });

  it('wraps titles and words first', () => {
    expect(at(60)).toEqual([
      '                     lost in',
      '                     backlog',
      'data plane     load    queue  remarks',
      '               kpps   frames',
      'macvlan       100.0        0  -',
      'macvlan       450.0    15088  no loss in the longest burst',
      '                              tried in 3 of 3',
      'napi-macvlan  450.0    14863  -',
    ]);
  });

  it('then has the first column as headings', () => {
    expect(at(46).slice(4)).toEqual([
      'macvlan',
      '  100.0        0  -',
      '  450.0    15088  no loss in the longest burst',
      '                  tried in 3 of 3',
      'napi-macvlan',
      '  450.0    14863  -',
    ]);
  });

  it('then has remarks below the row', () => {
    expect(at(34)).toEqual([
      '                           lost in',
      'data plane     load  backlog queue',
      '               kpps         frames',
      'macvlan       100.0              0',
      'macvlan       450.0          15088',
      '    no loss in the longest burst',
      '      tried in 3 of 3',
      'napi-macvlan  450.0          14863',
    ]);
  });

  it('becomes sentences as a last resort, with what all rows share above them', () => {
    const columns = Array.from({ length: 9 }, (_, index) => column(`figure-${index}`, false, 'ms'));
    const all = [column('data plane', true), ...columns, column('bytes', false)];
    const rows = ['1', '2'].map((figure) => ['macvlan', ...columns.map(() => figure), '64']);
    expect(textTable(all, rows, 40, plain)).toEqual([
      'all rows: bytes 64',
      'macvlan',
      '  figure-0 1\u00a0ms, figure-1 1\u00a0ms, figure-2',
      '    1\u00a0ms, figure-3 1\u00a0ms, figure-4 1\u00a0ms,',
      '    figure-5 1\u00a0ms, figure-6 1\u00a0ms,',
      '    figure-7 1\u00a0ms, figure-8 1\u00a0ms',
      '  figure-0 2\u00a0ms, figure-1 2\u00a0ms, figure-2',
      '    2\u00a0ms, figure-3 2\u00a0ms, figure-4 2\u00a0ms,',
      '    figure-5 2\u00a0ms, figure-6 2\u00a0ms,',
      '    figure-7 2\u00a0ms, figure-8 2\u00a0ms',
    ]);
  });
});

const word = fc.stringMatching(/^[a-z]{1,18}$/);
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const number = fc.integer({ min: 0, max: 1e9 }).map(String);

const tables = fc
  .array(fc.record({ title: text, words: fc.boolean() }), { minLength: 1, maxLength: 10 })
  .chain((columns) =>
    fc.record({
      columns: fc.constant(
        columns.map(({ title, words }) => column(title, words, words ? '' : 'kpps')),
      ),
      rows: fc.array(fc.tuple(...columns.map(({ words }) => (words ? text : number))), {
        maxLength: 6,
      }),
    }),
  );

describe('any table', () => {
  it.each([60, 80, 120])('fits in %d columns, with every word of its values whole', (width) => {
    fc.assert(
      fc.property(tables, ({ columns, rows }) => {
        const lines = textTable(columns, rows, width, plain);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        const seen = new Set(
          lines.flatMap((line) => line.split(/[ \u00a0]+/).map((each) => each.replace(/,$/, ''))),
        );
        for (const value of rows.flat().flatMap((each) => each.split(' '))) {
          expect(seen).toContain(value);
        }
      }),
    );
  });
});
