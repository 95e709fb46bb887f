import { curveLinear, curveStepAfter, line } from 'd3-shape';
import type { Lines, Point, Series } from '../../../../model/section/section.js';
import { element, concatenated, type Markup } from '../../../markup.js';
import type { DrawOptions, Drawing } from '../../figure-kind.js';
import { frameOf, round } from '../../frame.js';
import { classesOf, markerOf } from '../../look/marker.js';
import { seriesLooks, type SeriesLook } from '../../look/series.js';
import { layoutOf, type LinesLayout } from './layout.js';
import { readingsOf } from './read-out.js';
import { limitsOf } from './limits.js';
import { beyondPlot, referencesOf } from './references.js';

/** How far a point is moved, so that series in one place can be told apart. */
const shiftOf = (layout: LinesLayout, index: number): number => {
  const { series, x } = layout;
  if (series.length < 2) return 0;
  return (x.apart * index) / (series.length - 1) - x.apart / 2;
};

const whisker = ({ least, greatest }: Point, at: number, { y }: LinesLayout, classes: string) =>
  greatest > least
    ? element('path', {
        class: `whisker ${classes}`,
        d: `M${round(at - 3)} ${round(y.of(least))}h6m-3 0V${round(y.of(greatest))}m-3 0h6`,
      })
    : undefined;

const seriesMarkup = (
  { points }: Series,
  look: SeriesLook,
  { drawn }: Lines,
  layout: LinesLayout,
  shift: number,
): readonly Markup[] => {
  const { x, y } = layout;
  const across = (point: Point): number => x.of(point.x) + shift;
  const path = line(across, (point: Point) => y.of(point.y))
    .curve(drawn === 'steps' ? curveStepAfter : curveLinear)
    .digits(1);
  const classes = classesOf(look);
  return [
    drawn === 'points'
      ? undefined
      : element('path', { class: `line ${classes}`, d: path(points) ?? '' }),
    ...points.map((point) => whisker(point, across(point), layout, classes)),
    ...(drawn === 'steps'
      ? []
      : points.map((point) => markerOf(look, round(across(point)), round(y.of(point.y))))),
  ].filter((each) => each !== undefined);
};

/** Series over an axis: a line through their points, whiskers for the spread of the trials. */
export const drawLines = (lines: Lines, options: DrawOptions): Drawing => {
  const layout = layoutOf(lines, options);
  const { plot, height } = layout;
  const looks = seriesLooks(lines.series.map(({ name }) => name));
  const clip = `${options.id}-clip`;
  const area = `M${round(plot.left - 6)} ${plot.top - 6}H${plot.right + 7}V${plot.bottom + 6}H${round(plot.left - 6)}z`;
  const drawn = layout.series.flatMap((series, index) => {
    const look = looks.get(series.name);
    return look === undefined
      ? []
      : seriesMarkup(series, look, lines, layout, shiftOf(layout, index));
  });
  return {
    height,
    body: concatenated(
      element('defs', {}, element('clipPath', { id: clip }, element('path', { d: area }))),
      frameOf(
        plot,
        options.width,
        { axis: lines.x, positions: layout.x },
        { axis: lines.y, positions: layout.y },
      ),
      referencesOf(lines, layout, clip),
      limitsOf(
        [
          { axis: lines.x, positions: layout.x, way: 'across' },
          { axis: lines.y, positions: layout.y, way: 'upward' },
        ],
        plot,
        beyondPlot(lines, layout),
      ),
      element('g', { 'clip-path': `url(#${clip})` }, drawn),
    ),
    readings: readingsOf(lines, layout),
  };
};
