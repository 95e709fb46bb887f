import type { Lines, Reference } from '../../../../model/section/section.js';
import { element, text, concatenated, type Markup } from '../../../markup.js';
import { valueText } from '../../axis/tick-text.js';
import { round, type Plot } from '../../frame.js';
import { textWidth } from '../../text-width.js';
import type { LinesLayout } from './layout.js';

type Place = readonly [x: number, y: number];

/** A reference as drawn. */
interface Placed {
  readonly reference: Reference;
  readonly places: readonly Place[];
  /** The places inside the plot, close to each other. */
  readonly seen: readonly Place[];
}

const isIn = ({ left, right, top, bottom }: Plot, [x, y]: Place): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

/** Places from one to the next, close enough to see what of the line is inside a plot. */
const STEPS = 40;

const along = (places: readonly Place[]): readonly Place[] =>
  places.flatMap(([x, y], index) => {
    const [nextX, nextY] = places[index + 1] ?? [x, y];
    return Array.from({ length: STEPS }, (_, step): Place => [
      x + ((nextX - x) * step) / STEPS,
      y + ((nextY - y) * step) / STEPS,
    ]);
  });

const placed = (reference: Reference, { plot, x, y }: LinesLayout): Placed => {
  const places = reference.points.map((point): Place => [x.of(point.x), y.of(point.y)]);
  return { reference, places, seen: along(places).filter((place) => isIn(plot, place)) };
};

/** Position of a line's name along its visible part. */
const NAMED_AT = 0.82;
/** A line that rises by more has its name to the left of it, one that falls at its start. */
const RISING = 20;

const label = (name: string, x: number, y: number, anchor: 'start' | 'middle' | 'end'): Markup =>
  element(
    'text',
    { class: 'label halo', x: round(x), y: round(y), 'text-anchor': anchor },
    text(name),
  );

const nameOf = ({ reference: { name }, seen }: Placed, plot: Plot): Markup => {
  const [x, y] = seen[Math.floor((seen.length - 1) * NAMED_AT)] ?? [plot.left, plot.top];
  const [first] = seen;
  const rise = (first?.[1] ?? y) - y;
  if (first !== undefined && rise < -RISING)
    return label(name, first[0] + 12, first[1] + 4, 'start');
  const isRising = rise > RISING;
  const half = textWidth(name) / 2;
  const middle = Math.min(plot.right - half, Math.max(plot.left + half, x));
  const end = Math.max(plot.left + 2 * half, x - 8);
  return label(
    name,
    isRising ? end : middle,
    Math.max(plot.top + 2, isRising ? y - 2 : y - 7),
    isRising ? 'end' : 'middle',
  );
};

const pathOf = ({ places }: Placed): Markup =>
  element('path', {
    class: 'reference',
    d: places.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join(''),
  });

/** Names of references that are beyond the plot, with their values. */
export const beyondPlot = (lines: Lines, layout: LinesLayout): readonly string[] =>
  lines.references
    .filter(({ points }) => points.length > 0)
    .map((reference) => placed(reference, layout))
    .filter(({ seen }) => seen.length === 0)
    .map(({ reference: { name, points }, places }) => {
      const isHigher = places.every(([, y]) => y < layout.plot.top);
      const values = points.map((point) => (isHigher ? point.y : point.x));
      const least = values.reduce((one, other) => Math.min(one, other), Infinity);
      return `${name} ${valueText(isHigher ? lines.y.unit : lines.x.unit, least)} ${isHigher ? '↑' : '→'}`;
    });

/** Lines that are not measurements, each with its name, if they pass through the plot. */
export const referencesOf = (lines: Lines, layout: LinesLayout, clip: string): Markup => {
  const seen = lines.references
    .map((reference) => placed(reference, layout))
    .filter((each) => each.seen.length > 0);
  return concatenated(
    element('g', { 'clip-path': `url(#${clip})` }, seen.map(pathOf)),
    ...seen.map((each) => nameOf(each, layout.plot)),
  );
};
