import { gridOf, type TextColumn, type TextRow } from './grid.js';
import type { Style } from './style.js';
import { hanging } from './wrap.js';

const INDENT = 2;

/** The rows with their first value as a heading over all that have it in common. */
const grouped = (
  columns: readonly TextColumn[],
  rows: readonly TextRow[],
  width: number,
  style: Style,
): readonly string[] | undefined => {
  const grid = gridOf(
    columns.slice(1),
    rows.map((row) => row.slice(1)),
    width - INDENT,
  );
  if (columns[0]?.words !== true || columns.length < 2 || grid === undefined) return undefined;
  const inner = (line: string): string => `${' '.repeat(INDENT)}${line}`;
  const headingOf = (index: number): readonly string[] => {
    const [heading = ''] = rows[index] ?? [];
    return rows[index - 1]?.[0] === heading ? [] : hanging(heading, width, INDENT);
  };
  return [
    ...grid.header.map((line) => style('bold', inner(line))),
    ...grid.rows.flatMap((lines, index) => [...headingOf(index), ...lines.map(inner)]),
  ];
};

/** Each row as a sentence of titles and values: what is left where columns are too many. */
const records = (
  columns: readonly TextColumn[],
  rows: readonly TextRow[],
  width: number,
): readonly string[] =>
  rows.flatMap((row) => {
    const items = columns.map(({ title, unit }, index) =>
      [title, row[index], unit].filter((text) => text !== '' && text !== undefined).join(' '),
    );
    return hanging(items.join(', '), width, INDENT);
  });

/**
 * Rows under titles within a width: as columns; else with the first as headings between the rows; else
 * each row as a sentence. Never broken within a word.
 */
export const textTable = (
  columns: readonly TextColumn[],
  rows: readonly TextRow[],
  width: number,
  style: Style,
): readonly string[] => {
  const grid = gridOf(columns, rows, width);
  if (grid !== undefined) {
    return [...grid.header.map((line) => style('bold', line)), ...grid.rows.flat()];
  }
  return grouped(columns, rows, width, style) ?? records(columns, rows, width);
};
