import type { Axis } from '../../model/section/section.js';
import { element, text, concatenated, type Markup } from '../markup.js';
import type { Positions, Tick } from './axis/axis-room.js';
import { textWidth } from './text-width.js';

/** The area of a drawing in which values are drawn. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A coordinate with one decimal place. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** A title of an axis with its unit. */
export const axisTitle = ({ title }: Axis, { unit }: Positions): string =>
  unit === '' ? title : `${title}, ${unit}`;

/** Space between the texts of two ticks. */
const TICK_GAP = 10;

/** Ticks whose texts do not touch; the last one stays. */
const thinned = (ticks: readonly Tick[]): readonly Tick[] => {
  const kept: Tick[] = [];
  let left = Infinity;
  for (const tick of ticks.toReversed()) {
    const half = textWidth(tick.text) / 2;
    if (tick.at + half > left) continue;
    kept.push(tick);
    left = tick.at - half - TICK_GAP;
  }
  return kept.toReversed();
};

/** The room that texts at the left of a plot take. */
export const marginFor = (ticks: readonly Tick[]): number =>
  10 + Math.max(0, ...ticks.map((tick) => textWidth(tick.text)));

const upward = ({ left, right }: Plot, ticks: readonly Tick[]): readonly Markup[] =>
  ticks.flatMap((tick) => [
    element('path', { class: 'grid', d: `M${round(left)} ${round(tick.at)}H${round(right)}` }),
    element(
      'text',
      { class: 'tick', x: round(left - 7), y: round(tick.at + 4), 'text-anchor': 'end' },
      text(tick.text),
    ),
  ]);

/** Ticks below a plot, as many texts as fit. */
export const ticksBelow = ({ bottom }: Plot, ticks: readonly Tick[]): readonly Markup[] => [
  ...ticks.map(({ at }) =>
    element('path', { class: 'grid', d: `M${round(at)} ${round(bottom)}v4` }),
  ),
  ...thinned(ticks).map((tick) =>
    element(
      'text',
      { class: 'tick', x: round(tick.at), y: round(bottom + 17), 'text-anchor': 'middle' },
      text(tick.text),
    ),
  ),
];

/** A title below a plot, and one above its left end. */
const axisTitles = (plot: Plot, below: string, above: string, width: number): Markup => {
  const half = textWidth(below) / 2;
  const middle = Math.min((plot.left + plot.right) / 2, width - half);
  return concatenated(
    element(
      'text',
      { class: 'label', x: round(middle), y: round(plot.bottom + 36), 'text-anchor': 'middle' },
      text(below),
    ),
    element('text', { class: 'label', x: 0, y: 12 }, text(above)),
  );
};

/** The grid, the axes and their texts. */
export const frameOf = (
  plot: Plot,
  width: number,
  x: { readonly axis: Axis; readonly positions: Positions },
  y: { readonly axis: Axis; readonly positions: Positions },
): Markup =>
  concatenated(
    upward(plot, y.positions.ticks),
    ticksBelow(plot, x.positions.ticks),
    element('path', {
      class: 'axis',
      d: `M${round(plot.left)} ${round(plot.bottom)}H${round(plot.right)}`,
    }),
    axisTitles(plot, axisTitle(x.axis, x.positions), axisTitle(y.axis, y.positions), width),
  );
