import type { Difference } from '../../../../model/section/section.js';
import { element, text, concatenated, type Markup } from '../../../markup.js';
import type { DrawOptions, Drawing, ReadOut } from '../../figure-kind.js';
import { round } from '../../frame.js';
import { fitted } from '../../text-width.js';
import { differenceText, rowText } from './words.js';
import { differenceRows, type DifferenceRow } from './rows.js';

const NARROW = 500;
const TOP = 26;
const BAR = 15;
/** Room for a number beside the longest bar. */
const NUMBER = 62;
const WIDEST_NAME = 270;
/** Names of functions are in a monospaced font. */
const CODE_LETTER = 7;

const codeWidth = (name: string): number => name.length * CODE_LETTER;

/** A function's name in at most `width` pixels, cut with an ellipsis. */
const code = (name: string, width: number): string =>
  codeWidth(name) <= width ? name : `${name.slice(0, Math.floor(width / CODE_LETTER) - 1)}…`;

/** Ranked bars: to the right what there is more of, to the left what there is less of. */
export const drawDifference = (figure: Difference, { width }: DrawOptions): Drawing => {
  const rows = differenceRows(figure);
  const isNarrow = width < NARROW;
  const rowHeight = isNarrow ? 36 : 23;
  const names = Math.max(0, ...rows.map(({ name }) => codeWidth(name)));
  const left = isNarrow ? 4 : Math.min(WIDEST_NAME, names) + 16;
  const middle = left + NUMBER + (width - left - 2 * NUMBER) / 2;
  const half = (width - left - 2 * NUMBER) / 2;
  const greatest = Math.max(...rows.map(({ difference }) => Math.abs(difference)), 0) || 1;
  const rowMarkup = (row: DifferenceRow, index: number): Markup => {
    const y = TOP + index * rowHeight;
    const length = (Math.abs(row.difference) / greatest) * half;
    const isLess = row.difference < 0;
    const bar = isNarrow ? y + 17 : y + 3;
    const start = isLess ? middle - length : middle;
    const beside = isLess ? start - 5 : middle + length + 5;
    return concatenated(
      element(
        'text',
        isNarrow
          ? { class: 'code halo', x: left, y: y + 13 }
          : { class: 'code', x: round(left - 10), y: y + 15, 'text-anchor': 'end' },
        text(code(row.name, isNarrow ? width - left : WIDEST_NAME)),
      ),
      element('rect', {
        class: `${isLess ? 'less' : 'more'}${row.rest ? ' rest' : ''}`,
        ...{ x: round(start), y: bar, width: round(Math.max(1, length)), height: BAR },
      }),
      element(
        'text',
        { class: 'tick', x: round(beside), y: bar + 12, 'text-anchor': isLess ? 'end' : 'start' },
        text(differenceText(row.difference, rows)),
      ),
    );
  };
  const height = TOP + rows.length * rowHeight + 8;
  const heading = (words: string, x: number, anchor: string): Markup =>
    element('text', { class: 'label', x: round(x), y: 14, 'text-anchor': anchor }, text(words));
  const side = isNarrow ? width / 2 - 12 : half + NUMBER - 6;
  return {
    height,
    body: concatenated(
      heading(fitted(`← fewer in ${figure.to}`, side), middle - 6, 'end'),
      heading(fitted(`more in ${figure.to} →`, side), middle + 6, 'start'),
      element('path', { class: 'axis', d: `M${round(middle)} ${TOP - 6}V${height - 4}` }),
      ...rows.map(rowMarkup),
    ),
    readings: rows.map((row, index): ReadOut => {
      const top = TOP + index * rowHeight;
      return { left: 0, right: width, top, bottom: top + rowHeight, text: rowText(figure, row) };
    }),
  };
};
