import type { Quantity, Sentence, Unit } from '../../model/section/section.js';
import { median } from '../../model/numbers/statistics.js';

/** The no-break space, which keeps a number and its unit on one line. */
export const NO_BREAK_SPACE = '\u00a0';

/** How numbers of a unit are written: a divisor, and the name of the scaled unit. */
export interface Scale {
  readonly unit: Unit;
  readonly divisor: number;
  /** Empty for plain counts. */
  readonly label: string;
  /** Whether all numbers are integers. */
  readonly whole: boolean;
}

const TIMES = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'us'],
  [1, 'ns'],
] as const;

const timeScale = (typical: number): readonly [number, string] =>
  TIMES.find(([divisor]) => typical >= divisor) ?? [1, 'ns'];

const FIXED: Readonly<Record<Exclude<Unit, 'ns'>, readonly [divisor: number, label: string]>> = {
  pps: [1e3, 'kpps'],
  bps: [1e6, 'Mb/s'],
  bytes: [1, 'bytes'],
  frames: [1, 'frames'],
  ratio: [0.01, '%'],
  instructions: [1, 'instructions'],
  count: [1, ''],
};

/** One scale for several numbers; for times, the scale of their median. */
export const scaleOf = (unit: Unit, values: readonly number[]): Scale => {
  const sizes = values.map(Math.abs).filter((value) => value > 0);
  const middle = sizes.length === 0 ? 1e6 : median(sizes);
  const [divisor, label] = unit === 'ns' ? timeScale(middle) : FIXED[unit];
  return { unit, divisor, label, whole: values.every(Number.isInteger) };
};

/** Four significant digits, or all before the point. A non-zero value is never shown as 0. */
const figure = (size: number): string => {
  if (size === 0) return '0';
  if (size < 0.001) return '<0.001';
  const before = Math.max(1, Math.floor(Math.log10(Math.max(size, 1))) + 1);
  return size.toFixed(Math.max(0, 4 - before));
};

/** A fraction in per cent. Anything above 0 is never shown as 0 %, anything below 1 never as 100 %. */
const percentage = (part: number): string => {
  if (part === 0) return '0';
  if (part === 1) return '100';
  if (part < 0.0001) return '<0.01';
  return part > 0.9999 && part < 1 ? '>99.99' : (part * 100).toFixed(2);
};

const tenths = (size: number, whole: boolean): string => {
  if (whole || size === 0) return `${size}`;
  return size < 0.05 ? '<0.1' : size.toFixed(1);
};

const sizeText = (size: number, { unit, divisor, whole }: Scale): string => {
  switch (unit) {
    case 'ratio':
      return percentage(size);
    case 'pps':
    case 'ns':
      return figure(size / divisor);
    case 'bps':
    case 'bytes':
    case 'frames':
    case 'instructions':
    case 'count':
      return tenths(size / divisor, whole);
  }
};

/** A number without its unit. A difference too small to show is 0. */
export const numberText = (value: number, scale: Scale, signed = false): string => {
  const text = sizeText(Math.abs(value), scale);
  if (signed && text.startsWith('<')) return '0';
  const sign = value < 0 ? '-' : signed && value > 0 ? '+' : '';
  return `${sign}${text}`;
};

/** The same without zeros at its end. */
export const shortText = (value: number, scale: Scale): string => {
  const text = numberText(value, scale);
  return Number.isFinite(Number(text)) ? `${Number(text)}` : text;
};

/** A number and its unit as a sentence has them: `700.1 kpps`, `60 s`. */
export const quantityText = ({ value, unit }: Quantity): string => {
  const scale = scaleOf(unit, [value]);
  const short = shortText(value, scale);
  return scale.label === '' ? short : `${short}${NO_BREAK_SPACE}${scale.label}`;
};

/** A sentence as text, to be wrapped. */
export const sentenceText = (sentence: Sentence): string =>
  sentence.map((part) => (typeof part === 'string' ? part : quantityText(part))).join('');

/** A sentence as text that is not to be broken into lines. */
export const plainText = (sentence: Sentence): string =>
  sentenceText(sentence).replaceAll(NO_BREAK_SPACE, ' ');
