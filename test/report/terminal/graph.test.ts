import { describe, expect, it } from 'vitest';
import { graphLines, legend, letterOf, LINE } from '../../../src/report/terminal/graph.js';

describe('a graph of characters', () => {
  it('has its lowest row above the axis, and what belongs to a column below', () => {
    const marks = [
      { column: 0, row: 0, mark: 'a' },
      { column: 4, row: 2, mark: 'a' },
    ];
    const ticks = [
      { column: 0, text: '64' },
      { column: 4, text: '128' },
    ];
    expect(graphLines({ width: 6, labels: ['0', '', '10'], ticks, marks })).toEqual([
      '10 +    a',
      '   |',
      ' 0 +a',
      '   +------',
      '    64  128',
    ]);
  });

  it('shows marks on a line, and that several lie on each other', () => {
    const line = [0, 1, 2].map((column) => ({ column, row: 0, mark: LINE }));
    const marks = [
      ...line,
      { column: 1, row: 0, mark: 'a' },
      { column: 1, row: 0, mark: 'a' },
      { column: 2, row: 0, mark: 'a' },
      { column: 2, row: 0, mark: 'b' },
    ];
    expect(graphLines({ width: 3, labels: [''], ticks: [], marks })[0]).toBe(' |-a*');
  });

  it('says which series is which in lines that a terminal has room for', () => {
    expect(legend(['x'], 'line rate', 80)).toEqual(['--- line rate, a x']);
    const many = Array.from({ length: 28 }, (_, index) => `data-plane-${index}`);
    const lines = legend(many, undefined, 80);
    expect(lines.filter(({ length }) => length > 80)).toEqual([]);
    expect(lines.join(' ').split(', ')).toHaveLength(many.length + 1);
    expect(lines.at(-1)).toMatch(/\* several$/);
    expect(letterOf(27)).toBe('b');
  });
});
