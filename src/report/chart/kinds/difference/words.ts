import type { Difference, Unit } from '../../../../model/section/section.js';
import { numberText, scaleOf } from '../../../terminal/units.js';
import { differenceRows, type DifferenceRow } from './rows.js';

/** The unit of what is compared. */
const unitOf = ({ table, to }: Difference): Unit =>
  table.columns.find(({ id }) => id === to)?.unit ?? 'count';

/** A difference with its sign. */
export const differenceText = (difference: number): string =>
  numberText(difference, scaleOf('instructions', [difference]), true).replace('-', '−');

/** What a bar says in full. */
export const rowText = (figure: Difference, { name, from, to }: DifferenceRow): string => {
  const unit = unitOf(figure);
  const scale = scaleOf(unit, [from, to]);
  return `${name}: ${numberText(from, scale)} in ${figure.from}, ${numberText(to, scale)} in ${figure.to} ${scale.label}`;
};

export const differenceDescription = (figure: Difference): string =>
  [
    `From ${figure.from} to ${figure.to}, the largest differences first.`,
    ...differenceRows(figure).map(
      ({ name, difference }) => `${name} ${differenceText(difference)}`,
    ),
  ].join(' ');
