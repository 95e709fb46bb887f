import { describe, expect, it } from 'vitest';
import { renderDifference } from '../../../src/report/terminal/difference.js';
import { plain } from '../../../src/report/terminal/style.js';
import { differences, numbers, table, words } from '../../../src/rfc2544/sections/table.js';

const rows = ['a', 'b', 'c'].map((name, index) => [name, 10 - index, 2, 8 - index]);
const columns = [
  words('function', 'function'),
  numbers('own', 'own', 'instructions'),
  numbers('other', 'other', 'instructions'),
  differences('difference', 'difference', 'instructions'),
];
const block = {
  kind: 'difference' as const,
  table: table('x', columns, rows),
  from: 'other',
  to: 'own',
  top: 1,
};
const shown = (full: boolean) =>
  renderDifference(block, { width: 80, full, style: plain })
    .slice(2)
    .map((line) => line.trim().split(/ {2,}/));

describe('a difference on a terminal', () => {
  it('has the first rows, all others as one, and the total', () => {
    expect(shown(false)).toEqual([
      ['a', '10', '2', '+8'],
      ['all others', '17', '4', '+13'],
      ['total', '27', '6', '+21'],
    ]);
  });

  it('has all rows if `full` is set', () => {
    expect(shown(true).map(([name]) => name)).toEqual(['a', 'b', 'c', 'total']);
  });
});
