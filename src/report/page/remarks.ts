import type { Remark } from '../../model/section/section.js';
import { element, text, concatenated, type Child, type Markup } from '../markup.js';
import { sentenceMarkup } from './words.js';

/** Remarks as entries of a list, styled by level. */
const entriesOf = (remarks: readonly Remark[]): readonly Markup[] =>
  remarks.map(({ level, text: sentence }) =>
    element('li', { class: level }, sentenceMarkup(sentence)),
  );

/** A foldable element. */
export const unfolding = (summary: string, ...children: readonly Child[]): Markup =>
  element('details', {}, element('summary', {}, text(summary)), ...children);

/** A list of remarks; all but the first few unfold. */
export const remarkList = (
  remarks: readonly Remark[],
  className: string,
  most = Infinity,
): Markup | undefined => {
  if (remarks.length === 0) return undefined;
  const others = remarks.slice(most);
  return concatenated(
    element('ul', { class: className }, entriesOf(remarks.slice(0, most))),
    others.length === 0
      ? undefined
      : unfolding(`${others.length} more`, element('ul', { class: 'remarks' }, entriesOf(others))),
  );
};
