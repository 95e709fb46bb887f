import { formatLocale } from 'd3-format';
import { scaleOf, shortText } from '../../terminal/units.js';
import type { Unit } from '../../../model/section/section.js';

/** Thousands are separated by a narrow space, in any locale. */
const LOCALE = formatLocale({
  decimal: '.',
  thousands: '\u202f',
  grouping: [3],
  currency: ['', ''],
});

const grouped = LOCALE.format(',.6~r');
const plain = LOCALE.format('.6~r');
/** Shorter numbers have no spaces. */
const FIVE_DIGITS = 10_000;

/** A number of ticks, already in their unit. */
export const plainTick = (value: number): string => {
  if (value === 0) return '0';
  return Math.abs(value) < FIVE_DIGITS ? plain(value) : grouped(value);
};

/** A unit as a figure has it. */
export const unitText = (label: string): string => (label === 'us' ? 'µs' : label);

/** How numbers of a unit are written at the ticks of one axis. */
export const tickScale = (unit: Unit, values: readonly number[]) => {
  const { divisor, label } = scaleOf(unit, values);
  return { divisor, unit: unitText(label) };
};

/** A value with its unit, as read out: `231.6 kpps`. */
export const valueText = (unit: Unit, value: number): string => {
  const scale = scaleOf(unit, [value]);
  const number = shortText(value, scale);
  return scale.label === '' ? number : `${number} ${unitText(scale.label)}`;
};
