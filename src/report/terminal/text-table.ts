import { gridOf, type Grid, type TextColumn, type TextRow } from './grid.js';
import type { Style } from './style.js';
import { NO_BREAK_SPACE } from './units.js';
import { hanging } from './wrap.js';

/** Shown if there is no value. */
export const NO_VALUE = '-';

const INDENT = 2;
/** Rows of more lines are hard to read across. */
const TALLEST = 2;

const indented = (line: string): string => `${' '.repeat(INDENT)}${line}`;

/** A table in one of its layouts: the lines of each row go together. */
type Layout = (
  columns: readonly TextColumn[],
  rows: readonly TextRow[],
  width: number,
) => Grid | undefined;

/** Columns side by side. */
const columnwise: Layout = (columns, rows, width) => {
  const grid = gridOf(columns, rows, width);
  return grid?.rows.every((lines) => lines.length <= TALLEST) === true ? grid : undefined;
};

/** The first column of words as headings, each over all rows that share it. */
const grouped =
  (inner: Layout): Layout =>
  (columns, rows, width) => {
    if (columns[0]?.words !== true) return undefined;
    const rest = rows.map((row) => row.slice(1));
    const grid = inner(columns.slice(1), rest, width - INDENT);
    if (grid === undefined) return undefined;
    const headingOf = (index: number): readonly string[] => {
      const heading = rows[index]?.[0] ?? '';
      return rows[index - 1]?.[0] === heading ? [] : hanging(heading, width, INDENT);
    };
    return {
      header: grid.header.map(indented),
      rows: grid.rows.map((lines, index) => [...headingOf(index), ...lines.map(indented)]),
    };
  };

/** The last column of words as a line below the row. */
const annotated =
  (inner: Layout): Layout =>
  (columns, rows, width) => {
    if (columns.length < 2 || columns.at(-1)?.words !== true) return undefined;
    const rest = rows.map((row) => row.slice(0, -1));
    const grid = inner(columns.slice(0, -1), rest, width);
    if (grid === undefined) return undefined;
    const noteOf = (index: number): readonly string[] => {
      const note = rows[index]?.at(-1) ?? NO_VALUE;
      if (note === NO_VALUE) return [];
      return hanging(note, width - 2 * INDENT, INDENT).map((line) => indented(indented(line)));
    };
    return { ...grid, rows: grid.rows.map((lines, index) => [...lines, ...noteOf(index)]) };
  };

/** A title, its value and its unit; nothing if there is no value. */
const item = ({ title, unit }: TextColumn, value = NO_VALUE): readonly string[] => {
  if (value === NO_VALUE) return [];
  const quantity = unit === '' ? value : `${value}${NO_BREAK_SPACE}${unit}`;
  return [`${title} ${quantity}`];
};

/** Values that all rows share in a line above them, except the first column. */
const lifted =
  (inner: Layout): Layout =>
  (columns, rows, width) => {
    const [first, ...others] = rows;
    if (first === undefined || others.length === 0) return undefined;
    const varies = columns.map(
      (_, index) => index === 0 || others.some((row) => row[index] !== first[index]),
    );
    const chosen = <Value>(values: readonly Value[], which: boolean): readonly Value[] =>
      values.filter((_, index) => varies[index] === which);
    const grid = inner(
      chosen(columns, true),
      rows.map((row) => chosen(row, true)),
      width,
    );
    const common = columns.flatMap((column, index) =>
      varies[index] === true ? [] : item(column, first[index]),
    );
    if (grid === undefined || common.length === 0) return grid;
    const caption = hanging(`all rows: ${common.join(', ')}`, width, INDENT);
    return { ...grid, header: [...caption, ...grid.header] };
  };

/** Each row as a sentence of titles and values, which fits any number of columns. */
const records: Layout = (columns, rows, width) => ({
  header: [],
  rows: rows.map((row) => {
    const items = columns.flatMap((column, index) => item(column, row[index]));
    return hanging(items.join(', '), width, INDENT);
  }),
});

const LAYOUTS: readonly Layout[] = [
  columnwise,
  grouped(columnwise),
  lifted(columnwise),
  lifted(grouped(columnwise)),
  annotated(columnwise),
  grouped(annotated(columnwise)),
  lifted(grouped(annotated(columnwise))),
  lifted(grouped(records)),
  records,
];

/** Rows under titles in the first layout that fits a width. Never broken within a word. */
export const textTable = (
  columns: readonly TextColumn[],
  rows: readonly TextRow[],
  width: number,
  style: Style,
): readonly string[] => {
  for (const layout of LAYOUTS) {
    const grid = layout(columns, rows, width);
    if (grid === undefined) continue;
    return [...grid.header.map((line) => style('bold', line)), ...grid.rows.flat()];
  }
  return [];
};
