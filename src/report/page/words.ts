import type { Sentence } from '../../model/section/section.js';
import { valueText } from '../chart/axis/tick-text.js';
import { text, type Markup } from '../markup.js';

/** A sentence as a page has it. */
export const sentenceMarkup = (sentence: Sentence): Markup =>
  text(
    sentence
      .map((part) => (typeof part === 'string' ? part : valueText(part.unit, part.value)))
      .join(''),
  );

/** The first words of a label: `emulated` of `emulated (tcg, 2 host cores)`. */
export const shortLabel = (label: string): string =>
  label
    .split(/[(:;,]/, 1)
    .join('')
    .trim();

/** `1 row`, `20 rows`. */
export const counted = (count: number, thing: string): string =>
  `${count} ${thing}${count === 1 ? '' : 's'}`;
