import type { Difference, Unit } from '../../../../model/section/section.js';
import { numberText, scaleOf } from '../../../terminal/units.js';
import { differenceRows, type DifferenceRow } from './rows.js';

/** The unit of what is compared. */
const unitOf = ({ table, to }: Difference): Unit =>
  table.columns.find(({ id }) => id === to)?.unit ?? 'count';

/** A difference with its sign; all of a figure are shown as integers, or none. */
export const differenceText = (difference: number, all: readonly DifferenceRow[]): string => {
  const scale = scaleOf(
    'instructions',
    all.map((row) => row.difference),
  );
  return numberText(difference, scale, true).replace('-', '−');
};

/** The full text of a bar. */
export const rowText = (figure: Difference, { name, from, to }: DifferenceRow): string => {
  const unit = unitOf(figure);
  const scale = scaleOf(unit, [from, to]);
  return `${name}: ${numberText(from, scale)} in ${figure.from}, ${numberText(to, scale)} in ${figure.to} ${scale.label}`;
};

export const differenceDescription = (figure: Difference): string => {
  const rows = differenceRows(figure);
  return [
    `From ${figure.from} to ${figure.to}, the largest differences first.`,
    ...rows.map(({ name, difference }) => `${name} ${differenceText(difference, rows)}`),
  ].join(' ');
};
