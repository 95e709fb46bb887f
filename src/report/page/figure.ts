import type { Drawable, Key } from '../chart/figure-kind.js';
import { kindOf } from '../chart/kinds/index.js';
import { drawn, WIDTHS } from '../chart/svg.js';
import { tableOf } from '../figure-table.js';
import { element, text, type Markup } from '../markup.js';
import { numbersKey } from './data.js';
import { tableMarkup } from './table.js';
import { shortLabel } from './words.js';

/** How a figure is placed on the page. */
export interface FigureOnPage {
  /** The page's script finds the figure by it. */
  readonly key: string;
  /** The source of its values. */
  readonly label: string;
  /** Whether its section already has its title. */
  readonly titled: boolean;
}

const sample = (key: Key): Markup =>
  element(
    'svg',
    { class: 'key', viewBox: '-13 -7 26 14', width: 26, height: 14, 'aria-hidden': 'true' },
    key.sample,
  );

const legend = (figure: Drawable): Markup | undefined => {
  const { keys, canHide } = kindOf(figure);
  const all = keys(figure);
  if (all.length === 0) return undefined;
  return element(
    'div',
    { class: 'legend', role: 'group', 'aria-label': canHide ? 'show or hide' : 'legend' },
    all.map((key) =>
      canHide
        ? element(
            'button',
            { type: 'button', 'aria-pressed': 'true', 'data-series': key.name },
            sample(key),
            text(key.name),
          )
        : element('span', {}, sample(key), text(key.name)),
    ),
  );
};

const slider = (end: 'from' | 'to', places: number): Markup =>
  element(
    'label',
    {},
    text(`${end} `),
    element('input', {
      type: 'range',
      class: end,
      ...{ min: 0, max: places - 1, step: 1, value: end === 'from' ? 0 : places - 1 },
    }),
  );

/** The controls for the part of the horizontal axis to show. */
const zoom = (figure: Drawable): Markup | undefined => {
  const places = kindOf(figure).zoomable(figure).length;
  if (places === 0) return undefined;
  return element(
    'div',
    { class: 'tools zoom live', hidden: true },
    slider('from', places),
    slider('to', places),
    element('span', { class: 'shown' }),
  );
};

/** The figure at both widths; the style sheet shows the one that fits. */
const charts = (figure: Drawable, key: string): readonly Markup[] =>
  (['wide', 'narrow'] as const).map((size) =>
    element(
      'div',
      { class: `chart-box ${size}`, tabindex: 0 },
      drawn(figure, { id: `${size}-${key}`, width: WIDTHS[size] }).svg,
    ),
  );

/** A figure with its legend, its controls, its notes, and its numbers. */
export const figureMarkup = (figure: Drawable, { key, label, titled }: FigureOnPage): Markup => {
  const kind = kindOf(figure);
  const title = titled ? undefined : element('h3', {}, text(kind.title(figure)));
  const why = kind.absent(figure);
  if (why !== undefined) {
    return element('figure', {}, title, element('p', { class: 'absent' }, text(why)));
  }
  const numbers = tableOf(figure);
  const notes = [kind.note(figure), kind.spread(figure)].filter((each) => each !== '').join(' ');
  return element(
    'figure',
    { 'data-figure': key },
    title,
    legend(figure),
    zoom(figure),
    charts(figure, key),
    element('output', { class: 'live', hidden: true, 'aria-live': 'polite' }),
    element(
      'figcaption',
      {},
      element('span', { class: 'badge' }, text(shortLabel(label))),
      text(notes),
    ),
    numbers === undefined
      ? undefined
      : tableMarkup(numbers, { key: numbersKey(key), summary: 'the numbers', titled: true }),
  );
};
