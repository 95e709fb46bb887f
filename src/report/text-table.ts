import type { Style } from './style.js';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** A cell; a list is set item by item and may go on below. */
export type Cell = string | readonly string[];

const GAP = '  ';

const wrap = (items: readonly string[], width: number): string[] => {
  const lines: string[] = [];
  for (const [index, item] of items.entries()) {
    const piece = index === items.length - 1 ? item : `${item},`;
    const line = lines.at(-1);
    const joined = `${line ?? ''} ${piece}`;
    if (line === undefined || joined.length > width) lines.push(piece);
    else lines[lines.length - 1] = joined;
  }
  return lines.length === 0 ? [''] : lines;
};

const longest = (cell: Cell | undefined): number =>
  typeof cell === 'string' ? cell.length : Math.max(0, ...(cell ?? []).map(({ length }) => length));

/**
 * Rows under titles in aligned columns. The last column takes what is left of the width and wraps;
 * it is wider only where one item is.
 */
export const textTable = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  style: Style,
  width = 100,
): readonly string[] => {
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => longest(row[index]))),
  );
  const before = widths.slice(0, -1).reduce((sum, each) => sum + each + GAP.length, 0);
  const align = (text: string, index: number): string =>
    columns[index]?.align === 'right'
      ? text.padStart(widths[index] ?? 0)
      : text.padEnd(widths[index] ?? 0);
  const line = (texts: readonly string[]): string => texts.map(align).join(GAP).trimEnd();
  const set = (row: readonly Cell[]): string[] => {
    const cells = row.map((cell) =>
      typeof cell === 'string' ? [cell] : wrap(cell, width - before),
    );
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, at) => line(cells.map((texts) => texts[at] ?? '')));
  };
  const titles = line(columns.map(({ title }) => title));
  return [style('bold', titles), ...rows.flatMap(set)];
};
