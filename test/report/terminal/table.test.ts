import { describe, expect, it } from 'vitest';
import { plain } from '../../../src/report/terminal/style.js';
import { renderTable, tableText } from '../../../src/report/terminal/table.js';
import { numbers, table, words } from '../../../src/rfc2544/sections/table.js';

const COLUMNS = [
  words('plane', 'data plane'),
  numbers('rate', 'rate', 'pps'),
  numbers('mean', 'mean', 'ns'),
  numbers('accuracy', 'accuracy', 'ns'),
  numbers('repeats', 'repeats', 'count'),
];

describe('a table on a terminal', () => {
  it('scales numbers, one scale per unit except for much smaller ones', () => {
    const of = table('x', COLUMNS, [
      ['a', 250_000, 2_500_000_000, 2_597, 3],
      ['b', { atLeast: 1_488_095 }, null, null, null],
    ]);
    const { columns, rows } = tableText(of);
    expect(columns.map(({ unit }) => unit)).toEqual(['', 'kpps', 's', 'us', '']);
    expect(rows).toEqual([
      ['a', '250.0', '2.500', '2.597', '3'],
      ['b', '>= 1488', '-', '-', '-'],
    ]);
  });

  it('that is long is counted, and printed if `full` is set', () => {
    const long = table(
      'x',
      COLUMNS.slice(0, 1),
      Array.from({ length: 64 }, () => ['a']),
    );
    expect(renderTable(long, { width: 80, full: false, style: plain })).toEqual([
      '64 rows, shown with --full',
    ]);
    expect(renderTable(long, { width: 80, full: true, style: plain })).toHaveLength(65);
  });
});
