import { sum } from '../../../../model/numbers/sum.js';
import type { Stacks } from '../../../../model/section/section.js';
import { element, text, concatenated, type Markup } from '../../../markup.js';
import { valueText } from '../../axis/tick-text.js';
import type { DrawOptions, Drawing, ReadOut } from '../../figure-kind.js';
import { round } from '../../frame.js';
import { fillsOf, partBar, partColours } from '../../look/parts.js';
import { fitted, textWidth } from '../../text-width.js';
import { barText, placeText, type Bar, type Group } from './words.js';

const HEADING = 24;
const ROW = 46;
const BAR_TOP = 18;
const BAR_HEIGHT = 20;
const BAR_GAP = 0.8;

interface Row {
  readonly group: Group;
  readonly bar: Bar;
  readonly y: number;
}

/** Bars below each other, with a heading for each group if there are several. */
const rowsOf = ({ groups }: Stacks) => {
  const isHeaded = groups.length > 1;
  const headings: { readonly name: string; readonly y: number }[] = [];
  const rows: Row[] = [];
  let y = 4;
  for (const group of groups) {
    if (isHeaded) {
      headings.push({ name: group.name, y: y + 14 });
      y += HEADING;
    }
    for (const bar of group.bars) {
      rows.push({ group, bar, y });
      y += ROW;
    }
  }
  return { headings, rows, height: y + 4 };
};

/** A bar for each place, one below the other, as long as its sum. */
export const drawAmounts = (stacks: Stacks, { width, id }: DrawOptions): Drawing => {
  const colours = partColours(stacks.parts);
  const { headings, rows, height } = rowsOf(stacks);
  const greatest = Math.max(...rows.map(({ bar }) => sum(bar.amounts)), 0) || 1;
  const rowMarkup = ({ bar, y }: Row): Markup => {
    const whole = valueText(stacks.unit, sum(bar.amounts));
    let x = 0;
    const parts = bar.amounts.map((amount, part) => {
      const length = (Math.max(0, amount) / greatest) * width;
      const box = {
        x: round(x),
        y: y + BAR_TOP,
        width: round(length - BAR_GAP),
        height: BAR_HEIGHT,
      };
      x += length;
      return box.width <= 0 ? undefined : partBar(id, colours[part] ?? 0, box);
    });
    return concatenated(
      element(
        'text',
        { class: 'panel', x: 0, y: y + 13 },
        text(fitted(placeText(stacks, bar.x), width - textWidth(whole) - 12)),
      ),
      element('text', { class: 'tick', x: width, y: y + 13, 'text-anchor': 'end' }, text(whole)),
      parts,
    );
  };
  return {
    height,
    body: concatenated(
      element('defs', {}, fillsOf(id, colours)),
      ...headings.map(({ name, y }) =>
        element('text', { class: 'label', x: 0, y }, text(fitted(name, width))),
      ),
      ...rows.map(rowMarkup),
    ),
    readings: rows.map(({ group, bar, y }): ReadOut => {
      const bottom = y + BAR_TOP + BAR_HEIGHT;
      return { left: 0, right: width, top: y, bottom, text: barText(stacks, group, bar) };
    }),
  };
};
