import type { Column, Table, Value } from '../../model/section/section.js';
import type { TextColumn, TextRow } from './grid.js';
import type { TerminalOptions } from './options.js';
import { NO_VALUE, textTable } from './text-table.js';
import { numberText, scaleOf, type Scale } from './units.js';

const numberOf = (value: Value | undefined): readonly number[] => {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? [value.atLeast] : [];
};

/** Columns whose numbers are this much smaller get a separate scale. */
const TOO_SMALL = 1e-3;

/** A scale for each column: one per unit, so that columns can be compared, except for much smaller numbers. */
const scalesOf = ({ columns, rows }: Table): readonly (Scale | undefined)[] => {
  const values = columns.map((_, index) => rows.flatMap((row) => numberOf(row[index])));
  return columns.map(({ unit }, index) => {
    if (unit === undefined) return undefined;
    const alike = values.filter((_, at) => columns[at]?.unit === unit);
    const common = scaleOf(unit, alike.flat());
    const own = values[index] ?? [];
    const greatest = own.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = greatest < TOO_SMALL * common.divisor ? scaleOf(unit, own) : common;
    return { ...scale, whole: own.every(Number.isInteger) };
  });
};

/** A plain number, such as a quotient, to four places. */
const quotientText = (number: number): string => `${Number(number.toPrecision(4))}`;

const textOf = (value: Value, { signed }: Column, scale: Scale | undefined): string => {
  if (value === null) return NO_VALUE;
  if (typeof value === 'string') return value;
  const plain = (number: number): string =>
    scale === undefined ? quotientText(number) : numberText(number, scale, signed);
  return typeof value === 'number' ? plain(value) : `>= ${plain(value.atLeast)}`;
};

/** A table's columns and values as text. @param shown rows as text; their scales are those of all rows */
export const tableText = (
  table: Table,
  shown = table.rows,
): { readonly columns: readonly TextColumn[]; readonly rows: readonly TextRow[] } => {
  const scales = scalesOf(table);
  return {
    columns: table.columns.map((column, index) => ({
      title: column.title,
      unit: scales[index]?.label ?? '',
      words: column.type === 'text',
    })),
    rows: shown.map((row) =>
      row.map((value, index) => {
        const column = table.columns[index];
        return column === undefined ? '' : textOf(value, column, scales[index]);
      }),
    ),
  };
};

/** A table as lines; a long one only as its number of rows, unless `full` is set. */
export const renderTable = (table: Table, { width, full, style }: TerminalOptions) => {
  if (table.size === 'long' && !full) return [`${table.rows.length} rows, shown with --full`];
  const { columns, rows } = tableText(table);
  return textTable(columns, rows, width, style);
};
