import type { Axis, Unit } from '../../model/section/section.js';
import { numberText, scaleOf, shortText } from './units.js';

/** An upward axis: rows of characters, the lowest first. */
export interface Rows {
  readonly labels: readonly string[];
  /** The unit of the labels. */
  readonly unit: string;
  readonly rowOf: (value: number) => number;
}

const LINEAR_ROWS = 10;

/** The smallest of 1, 2, 5, 10, 20 ... that is at least a value. */
const roundedUp = (value: number): number => {
  const decade = 10 ** Math.floor(Math.log10(value));
  const first = [1, 2, 5, 10].find((each) => each * decade >= value * (1 - 1e-9)) ?? 10;
  return first * decade;
};

/** The end of a linear axis: 1 for ratios. */
const endOf = (unit: Unit, values: readonly number[]): number => {
  if (unit === 'ratio') return 1;
  const greatest = Math.max(...values);
  return greatest > 0 ? roundedUp(greatest) : 1;
};

/** A non-zero value is never drawn as 0, nor a fraction below 1 as 1. */
const linearRows = ({ unit }: Axis, values: readonly number[]): Rows => {
  const end = endOf(unit, values);
  const scale = scaleOf(unit, [end]);
  const label = (row: number): string =>
    row % (LINEAR_ROWS / 2) === 0 ? shortText((end * row) / LINEAR_ROWS, scale) : '';
  return {
    labels: Array.from({ length: LINEAR_ROWS + 1 }, (_, row) => label(row)),
    unit: scale.label,
    rowOf: (value) => {
      if (value <= 0) return 0;
      if (value >= end) return LINEAR_ROWS;
      const row = Math.round((value * LINEAR_ROWS) / end);
      return Math.min(LINEAR_ROWS - 1, Math.max(1, row));
    },
  };
};

/** Rows per factor of ten: after three a value has doubled, after seven it is five times as much. */
const ROWS_A_DECADE = 10;
const LABELLED = new Set([0, 3, 7]);
const FEWEST_ROWS = 4;

const logarithm = (value: number): number => Math.round(Math.log10(value) * ROWS_A_DECADE);

/** The lowest row is that of 0, which has no logarithm; that of the least value has room below it. */
const logRows = ({ unit }: Axis, values: readonly number[]): Rows | undefined => {
  const seen = values.filter((value) => value >= 1);
  if (seen.length === 0) return undefined;
  const scale = scaleOf(unit, seen);
  const rows = seen.map(logarithm);
  const highest = Math.max(...rows) + 1;
  const lowest = Math.max(0, Math.min(Math.min(...rows) - 2, highest - FEWEST_ROWS));
  const label = (row: number): string => {
    const above = row % ROWS_A_DECADE;
    if (!LABELLED.has(above)) return '';
    const first = Math.round(10 ** (above / ROWS_A_DECADE));
    return numberText(first * 10 ** Math.floor(row / ROWS_A_DECADE), scale);
  };
  return {
    labels: ['0', ...Array.from({ length: highest - lowest }, (_, row) => label(lowest + 1 + row))],
    unit: scale.label,
    rowOf: (value) => (value < 1 ? 0 : Math.max(1, logarithm(value) - lowest)),
  };
};

/** The rows of an upward axis; undefined if it would show nothing. */
export const rowsOf = (axis: Axis, values: readonly number[]): Rows | undefined => {
  if (values.length === 0) return undefined;
  return axis.scale === 'log' ? logRows(axis, values) : linearRows(axis, values);
};

/** An axis to the right: columns of characters. */
export interface Columns {
  readonly width: number;
  readonly ticks: readonly { readonly column: number; readonly text: string }[];
  /** The unit of the ticks. */
  readonly unit: string;
  /** The column of a value of a series: series in one place are side by side. */
  readonly columnOf: (value: number, series: number) => number;
  /** The columns that a line of constant height covers at a value. */
  readonly spanOf: (value: number) => readonly [from: number, to: number];
}

const MOST_COLUMNS = 60;
const TICKS = 5;

const linearColumns = ({ unit }: Axis, values: readonly number[], room: number): Columns => {
  const end = endOf(unit, values);
  const scale = scaleOf(unit, [end]);
  const texts = Array.from({ length: TICKS + 1 }, (_, tick) =>
    shortText((end * tick) / TICKS, scale),
  );
  const span = Math.min(MOST_COLUMNS, room - (texts.at(-1)?.length ?? 0));
  const columnOf = (value: number): number => Math.min(span, Math.round((value * span) / end));
  return {
    width: span + 1,
    ticks: texts.map((text, tick) => ({ column: Math.round((span * tick) / TICKS), text })),
    unit: scale.label,
    columnOf,
    spanOf: (value) => [columnOf(value), columnOf(value)],
  };
};

/** The columns for each value's own place. */
const WIDEST_PLACE = 10;
const NARROWEST_PLACE = 5;

const placedColumns = (
  { unit, scale, labels }: Axis,
  values: readonly number[],
  room: number,
): Columns => {
  const all = [...new Set(values)].toSorted((one, other) => one - other);
  const place = Math.max(NARROWEST_PLACE, Math.min(WIDEST_PLACE, Math.floor(room / all.length)));
  const units = scaleOf(unit, all);
  const text = (value: number): string =>
    labels !== undefined
      ? `${value + 1}`
      : scale === 'nines'
        ? shortText(value, units)
        : numberText(value, units);
  const start = (value: number): number => Math.max(0, all.indexOf(value)) * place;
  return {
    width: all.length * place,
    ticks: all.map((value) => ({ column: start(value) + 1, text: text(value) })),
    unit: units.label,
    columnOf: (value, series) => start(value) + 1 + (series % (place - 2)),
    spanOf: (value) => [start(value), start(value) + place - 1],
  };
};

/** Logarithmic columns, for more values than there are places. */
const logColumns = ({ unit }: Axis, values: readonly number[], room: number): Columns => {
  const seen = values.filter((value) => value > 0);
  const scale = scaleOf(unit, seen);
  const [first, last] = [Math.min(...seen), Math.max(...seen)];
  const width = last > first ? Math.log(last / first) : 1;
  const texts = Array.from({ length: TICKS + 1 }, (_, tick) =>
    numberText(first * Math.exp((width * tick) / TICKS), scale),
  );
  const span = Math.min(MOST_COLUMNS, room - (texts.at(-1)?.length ?? 0));
  const columnOf = (value: number): number =>
    value <= first ? 0 : Math.min(span, Math.round((Math.log(value / first) * span) / width));
  return {
    width: span + 1,
    ticks: texts.map((text, tick) => ({ column: Math.round((span * tick) / TICKS), text })),
    unit: scale.label,
    columnOf,
    spanOf: (value) => [columnOf(value), columnOf(value)],
  };
};

/** The columns of a horizontal axis within a number of characters. */
export const columnsOf = (axis: Axis, values: readonly number[], room: number): Columns => {
  if (axis.scale === 'linear') return linearColumns(axis, values, room);
  const places = new Set(values).size;
  const isCrowded = axis.scale === 'log' && places * NARROWEST_PLACE > room;
  return isCrowded ? logColumns(axis, values, room) : placedColumns(axis, values, room);
};
