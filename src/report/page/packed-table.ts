import type { Column, Table, Value } from '../../model/section/section.js';

/** A column of values; one with few different values lists each once, and rows refer to them by index. */
type PackedColumn =
  | { readonly values: readonly Value[] }
  | { readonly different: readonly Value[]; readonly rows: readonly number[] };

/** A table stored by columns, which takes a fraction of the space. */
export interface PackedTable {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly packed: readonly PackedColumn[];
}

/** Significant digits that are kept. */
const DIGITS = 7;

const short = (value: Value): Value => {
  if (typeof value !== 'number' || Number.isInteger(value)) return value;
  return Number(value.toPrecision(DIGITS));
};

/** Above this fraction of different values, indices take more space than they save. */
const MOST_DIFFERENT = 0.5;

const packedColumn = (values: readonly Value[]): PackedColumn => {
  const places = new Map<string, number>();
  const different: Value[] = [];
  const rows = values.map((value) => {
    const key = JSON.stringify(value);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, different.length);
    different.push(value);
    return different.length - 1;
  });
  return different.length < values.length * MOST_DIFFERENT ? { different, rows } : { values };
};

export const packed = ({ title, columns, rows }: Table): PackedTable => ({
  title,
  columns,
  packed: columns.map((_, index) => packedColumn(rows.map((row) => short(row[index] ?? null)))),
});

const unpackedColumn = (column: PackedColumn): readonly Value[] =>
  'values' in column ? column.values : column.rows.map((row) => column.different[row] ?? null);

/** The table again, its numbers to seven digits. */
export const unpacked = ({ title, columns, packed: all }: PackedTable): Table => {
  const values = all.map(unpackedColumn);
  const rows = Array.from({ length: values[0]?.length ?? 0 }, (_, row) =>
    values.map((column) => column[row] ?? null),
  );
  return { kind: 'table', title, columns, rows, size: 'long' };
};
