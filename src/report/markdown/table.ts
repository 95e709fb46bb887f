import type { Table } from '../../model/section/section.js';
import { tableText } from '../terminal/table.js';
import { markdownText } from './text.js';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table in GitHub's Markdown, with units in the column titles. */
export const markdownTable = (table: Table): readonly string[] => {
  const { columns, rows } = tableText(table);
  const titles = columns.map(({ title, unit }) =>
    markdownText(unit === '' ? title : `${title} (${unit})`),
  );
  return [
    row(titles.map((title) => (title === '' ? ' ' : title))),
    row(columns.map(({ words }) => (words ? '---' : '--:'))),
    ...rows.map((cells) => row(cells.map(markdownText))),
  ];
};
