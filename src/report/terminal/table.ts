import type { Column, Table, Unit, Value } from '../../model/section.js';
import type { TextColumn, TextRow } from './grid.js';
import type { Style } from './style.js';
import { NO_VALUE, textTable } from './text-table.js';
import { numberText, scaleOf, type Scale } from './units.js';

/** Where, how wide and how completely a report is shown. */
export interface TerminalOptions {
  /** Columns of the terminal. */
  readonly width: number;
  /** Also what is long or of interest to few. */
  readonly full: boolean;
  readonly style: Style;
}

const numberOf = (value: Value | undefined): readonly number[] => {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? [value.atLeast] : [];
};

/** One scale a unit, so that columns can be compared. */
const scalesOf = ({ columns, rows }: Table): ReadonlyMap<Unit, Scale> => {
  const values = new Map<Unit, number[]>();
  for (const [index, { unit }] of columns.entries()) {
    if (unit === undefined) continue;
    const own = rows.flatMap((row) => numberOf(row[index]));
    values.set(unit, [...(values.get(unit) ?? []), ...own]);
  }
  return new Map([...values].map(([unit, all]) => [unit, scaleOf(unit, all)]));
};

const textOf = (value: Value, { signed }: Column, scale: Scale | undefined): string => {
  if (value === null) return NO_VALUE;
  if (typeof value === 'string') return value;
  const plain = (number: number): string =>
    scale === undefined ? `${number}` : numberText(number, scale, signed);
  return typeof value === 'number' ? plain(value) : `>= ${plain(value.atLeast)}`;
};

/** A table's columns and values as text. */
export const tableText = (
  table: Table,
): { readonly columns: readonly TextColumn[]; readonly rows: readonly TextRow[] } => {
  const scales = scalesOf(table);
  const scaleFor = ({ unit }: Column) => (unit === undefined ? undefined : scales.get(unit));
  return {
    columns: table.columns.map((column) => ({
      title: column.title,
      unit: scaleFor(column)?.label ?? '',
      words: column.type === 'text',
    })),
    rows: table.rows.map((row) =>
      row.map((value, index) => {
        const column = table.columns[index];
        return column === undefined ? '' : textOf(value, column, scaleFor(column));
      }),
    ),
  };
};

/** A table as lines; of one that is long, how many rows it has unless all is asked for. */
export const renderTable = (table: Table, { width, full, style }: TerminalOptions) => {
  if (table.size === 'long' && !full) return [`${table.rows.length} rows, shown with --full`];
  const { columns, rows } = tableText(table);
  return textTable(columns, rows, width, style);
};
