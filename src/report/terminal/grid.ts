import { longestWord, wrap } from './wrap.js';

/** A column of text. */
export interface TextColumn {
  readonly title: string;
  /** The unit of its numbers; empty if there is none. */
  readonly unit: string;
  /** Words are left-aligned and may wrap; numbers are right-aligned and never do. */
  readonly words: boolean;
}

export type TextRow = readonly string[];

/** Rows under titles, as lines. */
export interface Grid {
  readonly header: readonly string[];
  /** The lines of each row. */
  readonly rows: readonly (readonly string[])[];
}

const GAP = '  ';
/** Columns of words are at least this wide. */
const NARROWEST_WORDS = 16;

interface Widths {
  readonly least: number;
  /** Wide enough for each value in one line. */
  readonly values: number;
  /** Wide enough for the title, too. */
  readonly title: number;
}

const widthsOf = (
  { title, unit, words }: TextColumn,
  index: number,
  rows: readonly TextRow[],
): Widths => {
  const texts = rows.map((row) => row[index] ?? '');
  const values = Math.max(unit.length, ...texts.map(({ length }) => length));
  const header = Math.max(longestWord(title), unit.length);
  const body = words
    ? Math.max(Math.min(values, NARROWEST_WORDS), ...texts.map(longestWord))
    : values;
  const least = Math.max(header, body);
  return { least, values: Math.max(least, values), title: Math.max(least, values, title.length) };
};

/** Widths that fit the line; spare room goes to values, then to titles. Undefined if none fit. */
const fitted = (columns: readonly Widths[], width: number): readonly number[] | undefined => {
  const gaps = GAP.length * (columns.length - 1);
  const chosen = columns.map(({ least }) => least);
  let left = width - gaps - chosen.reduce((sum, each) => sum + each, 0);
  if (left < 0) return undefined;
  for (const wish of ['values', 'title'] as const) {
    for (const [index, column] of columns.entries()) {
      const own = chosen[index] ?? 0;
      const more = Math.min(left, column[wish] - own);
      chosen[index] = own + more;
      left -= more;
    }
  }
  return chosen;
};

/** Aligned columns of at most `width` characters in all; undefined if they do not fit. */
export const gridOf = (
  columns: readonly TextColumn[],
  rows: readonly TextRow[],
  width: number,
): Grid | undefined => {
  const widths = fitted(
    columns.map((column, index) => widthsOf(column, index, rows)),
    width,
  );
  if (widths === undefined) return undefined;
  const align = (text: string, index: number): string =>
    columns[index]?.words === true
      ? text.padEnd(widths[index] ?? 0)
      : text.padStart(widths[index] ?? 0);
  const line = (texts: readonly string[]): string => texts.map(align).join(GAP).trimEnd();
  const stacked = (cells: readonly (readonly string[])[], from: 'top' | 'bottom'): string[] => {
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, at) =>
      line(cells.map((texts) => texts[from === 'top' ? at : at - height + texts.length] ?? '')),
    );
  };
  const titles = columns.map(({ title }, index) => wrap(title, widths[index] ?? 0));
  const units = columns.map(({ unit }) => unit);
  return {
    header: [
      ...stacked(titles, 'bottom'),
      ...(units.some((unit) => unit !== '') ? [line(units)] : []),
    ],
    rows: rows.map((row) =>
      stacked(
        row.map((text, index) => wrap(text, widths[index] ?? 0)),
        'top',
      ),
    ),
  };
};
