import { FIGURE_STYLE } from '../assets.js';
import { element, text, concatenated, trusted, type Markup } from '../markup.js';
import type { Drawable, Key } from './figure-kind.js';
import { kindOf } from './kinds/index.js';
import { WIDTHS } from './svg.js';
import { textWidth } from './text-width.js';
import { wrapped } from './wrapped.js';

const ID = 'figure';
const MARGIN = 12;
const LINE = 18;
const SAMPLE = 30;
const KEY_GAP = 18;

/** A legend in lines of keys, as many to each as fit. */
const legend = (keys: readonly Key[], width: number) => {
  let x = 0;
  let line = 0;
  const entries = keys.map(({ name, sample }) => {
    const needed = SAMPLE + textWidth(name) + KEY_GAP;
    if (x > 0 && x + needed > width) {
      x = 0;
      line += 1;
    }
    const at = x;
    x += needed;
    return element(
      'g',
      { transform: `translate(${at} ${line * LINE})` },
      element('g', { transform: 'translate(12 9)' }, sample),
      element('text', { x: SAMPLE, y: 13 }, text(name)),
    );
  });
  return { body: concatenated(...entries), height: keys.length === 0 ? 0 : (line + 1) * LINE + 10 };
};

/** The notes below a standalone figure. */
const footOf = (figure: Drawable, label: string, width: number): readonly string[] => {
  const { note, spread } = kindOf(figure);
  return wrapped(
    [note(figure), spread(figure), `Figures: ${label}.`].filter((each) => each !== '').join(' '),
    width,
  );
};

/** A figure as a file of its own: with its style, its legend, its spread and its label. */
export const standaloneSvg = (figure: Drawable, label: string): string => {
  const kind = kindOf(figure);
  const width = WIDTHS.wide;
  const { body, height } = kind.draw(figure, { width, id: ID });
  const keys = legend(kind.keys(figure), width);
  const foot = footOf(figure, label, width);
  const whole = keys.height + height + 8 + foot.length * LINE;
  const parts: readonly Markup[] = [
    element('title', { id: `${ID}-title` }, text(kind.title(figure))),
    element('desc', { id: `${ID}-description` }, text(kind.description(figure))),
    element('style', {}, trusted(FIGURE_STYLE)),
    keys.body,
    element('g', { transform: `translate(0 ${keys.height})` }, body),
    ...foot.map((line, index) =>
      element(
        'text',
        { class: 'label', x: 0, y: keys.height + height + 8 + (index + 1) * LINE - 5 },
        text(line),
      ),
    ),
  ];
  const [fullWidth, fullHeight] = [width + 2 * MARGIN, whole + 2 * MARGIN];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'chart',
      viewBox: `${-MARGIN} ${-MARGIN} ${fullWidth} ${fullHeight}`,
      width: fullWidth,
      height: fullHeight,
      role: 'img',
      'aria-labelledby': `${ID}-title ${ID}-description`,
    },
    ...parts,
  )}\n`;
};
