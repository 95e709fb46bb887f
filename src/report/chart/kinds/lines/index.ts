import type { Lines, Series } from '../../../../model/section/section.js';
import { captionOf } from '../../../caption.js';
import { valueText } from '../../axis/tick-text.js';
import type { FigureKind } from '../../figure-kind.js';
import { sampleOf } from '../../look/marker.js';
import { seriesLooks } from '../../look/series.js';
import { drawLines } from './draw.js';

/** With fewer places there is no zoom. */
const FEWEST_PLACES = 5;

/** Where a series is highest, and where it ends. */
const summary = ({ x, y }: Lines, { name, points }: Series): string => {
  const ordered = points.toSorted((one, other) => one.x - other.x);
  const last = ordered.at(-1);
  if (last === undefined) return `${name}: nothing measured`;
  const at = (point: typeof last): string => {
    const place = x.labels?.[point.x] ?? valueText(x.unit, point.x);
    return `${valueText(y.unit, point.y)} at ${place}`;
  };
  const best = ordered.reduce((one, other) => (other.y > one.y ? other : one));
  return best === last
    ? `${name}: ${at(last)}, the highest`
    : `${name}: ${at(best)} the highest, ${at(last)} the last`;
};

/** Series over one axis. */
export const linesKind: FigureKind<Lines> = {
  title: ({ title }) => title,
  draw: drawLines,
  description: (lines) =>
    [
      `${lines.y.title} over ${lines.x.title}.`,
      ...lines.series.map((series) => `${summary(lines, series)}.`),
    ].join(' '),
  keys: ({ series }) => {
    const looks = seriesLooks(series.map(({ name }) => name));
    return [...looks].map(([name, look]) => ({ name, sample: sampleOf(look) }));
  },
  canHide: true,
  zoomable: ({ x, series }) => {
    const places = [...new Set(series.flatMap(({ points }) => points.map((point) => point.x)))];
    return x.scale === 'linear' && places.length >= FEWEST_PLACES
      ? places.toSorted((one, other) => one - other)
      : [];
  },
  note: ({ description }) => description,
  spread: (lines) => {
    const caption = captionOf(lines);
    return caption === undefined ? '' : `${caption}.`;
  },
  absent: ({ series }) =>
    series.every(({ points }) => points.length === 0)
      ? 'Nothing to draw: no trial has a figure.'
      : undefined,
  drawn: (lines) => lines,
};
