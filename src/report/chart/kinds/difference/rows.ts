import { sum } from '../../../../model/numbers/sum.js';
import type { Difference, Value } from '../../../../model/section/section.js';

/** What one part has more in `to` than in `from`. */
export interface DifferenceRow {
  readonly name: string;
  readonly difference: number;
  readonly from: number;
  readonly to: number;
  /** Whether it stands for all that are not drawn. */
  readonly rest: boolean;
}

const numberOf = (value: Value | undefined): number => (typeof value === 'number' ? value : 0);

/** The parts with the largest differences, most first, closed by all others: the sum is exact. */
export const differenceRows = ({ table, from, to, top }: Difference): readonly DifferenceRow[] => {
  const columnOf = (id: string): number => table.columns.findIndex((column) => column.id === id);
  const [fromColumn, toColumn] = [columnOf(from), columnOf(to)];
  const all = table.rows
    .map((row): DifferenceRow => {
      const values = { from: numberOf(row[fromColumn]), to: numberOf(row[toColumn]) };
      const name = typeof row[0] === 'string' ? row[0] : '';
      return { name, ...values, difference: values.to - values.from, rest: false };
    })
    .toSorted((one, other) => Math.abs(other.difference) - Math.abs(one.difference));
  const others = all.slice(top);
  if (others.length === 0) return all;
  const total = (of: (row: DifferenceRow) => number): number => sum(others.map(of));
  return [
    ...all.slice(0, top),
    {
      name: `all ${others.length} others`,
      from: total((row) => row.from),
      to: total((row) => row.to),
      difference: total((row) => row.difference),
      rest: true,
    },
  ];
};
