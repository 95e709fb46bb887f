import type { Difference, Table, Value } from '../../model/section/section.js';
import { sum } from '../../model/numbers/sum.js';
import type { TerminalOptions } from './options.js';
import { renderTable } from './table.js';

/** The sums of all columns of numbers, under a name. */
const summed = (name: string, { columns, rows }: Table): readonly Value[] =>
  columns.map(({ type }, index) =>
    type === 'text'
      ? name
      : sum(rows.map((row) => row[index]).filter((value) => typeof value === 'number')),
  );

/** The top rows, all others as one, and the total: the columns add up. */
export const renderDifference = (
  { table, top }: Difference,
  options: TerminalOptions,
): readonly string[] => {
  const shown = options.full ? table.rows : table.rows.slice(0, top);
  const others = table.rows.slice(shown.length);
  const rows = [
    ...shown,
    ...(others.length === 0 ? [] : [summed('all others', { ...table, rows: others })]),
    summed('total', table),
  ];
  return renderTable({ ...table, rows, size: 'short' }, options);
};
