import type { Column, Table, Unit, Value } from '../../model/section/section.js';
import { modifiedPlane, type Cell } from './context.js';

/** More rows are a long table. */
const SHORT = 40;

/** A column of words. */
export const words = (id: string, title: string): Column => ({ id, title, type: 'text' });

/** A column of numbers. */
export const numbers = (id: string, title: string, unit: Unit): Column => ({
  id,
  title,
  type: 'number',
  unit,
});

/** A column of plain numbers, such as quotients. */
export const plain = (id: string, title: string): Column => ({ id, title, type: 'number' });

/** A column of differences. */
export const differences = (id: string, title: string, unit: Unit): Column => ({
  ...numbers(id, title, unit),
  signed: true,
});

/** A table, short or long by its rows. */
export const table = (
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly Value[])[],
): Table => ({
  kind: 'table',
  title,
  columns,
  rows,
  size: rows.length > SHORT ? 'long' : 'short',
});

/** The first columns of most tables: where something was measured, and in which of several networks. */
export const cellColumns = (cells: readonly Pick<Cell, 'network'>[]): readonly Column[] => [
  words('data-plane', 'data plane'),
  ...(cells.some(({ network }) => network !== undefined) ? [words('network', 'network')] : []),
  numbers('frame-size', 'frame size', 'bytes'),
];

/** The values of `cellColumns`: a run's cells all name their network, or none does. */
export const cellValues = (cell: Cell): readonly Value[] => [
  modifiedPlane(cell),
  ...(cell.network === undefined ? [] : [cell.network]),
  cell.frameSize,
];

/** A number, or a lower bound. */
export const boundIf = (bound: boolean, value: number): Value =>
  bound ? { atLeast: value } : value;

/** Remarks in a row's last column; null if there are none. */
export const remarksOf = (remarks: readonly string[]): Value =>
  remarks.length === 0 ? null : remarks.join(', ');
