import { element, text, concatenated, type Markup } from '../markup.js';
import type { DrawOptions, Drawing, Drawable } from './figure-kind.js';
import { kindOf } from './kinds/index.js';

/** The widths that figures are drawn at: a page shows the one that fits the screen. */
export const WIDTHS = { wide: 760, narrow: 360 } as const;

/** A drawing as an element, with a title and a description for readers who cannot see it. */
const svgOf = (figure: Drawable, drawing: Drawing, { width, id }: DrawOptions): Markup => {
  const { height, body } = drawing;
  const kind = kindOf(figure);
  return element(
    'svg',
    {
      class: 'chart',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-description`,
    },
    element('title', { id: `${id}-title` }, text(kind.title(figure))),
    element('desc', { id: `${id}-description` }, text(kind.description(figure))),
    concatenated(body, element('path', { class: 'cursor', d: 'M0 0' })),
  );
};

/** A figure drawn: its element, and where a reader can stop. */
export const drawn = (
  figure: Drawable,
  options: DrawOptions,
): { readonly svg: Markup; readonly drawing: Drawing } => {
  const drawing = kindOf(figure).draw(figure, options);
  return { svg: svgOf(figure, drawing, options), drawing };
};
