import type { Axis, Lines, Point, Reference, Series } from '../../../../model/section/section.js';
import type { Positions } from '../../axis/axis-room.js';
import { positionsOf } from '../../axis/positions.js';
import type { DrawOptions } from '../../figure-kind.js';
import { marginFor, type Plot } from '../../frame.js';

/** Lines laid out in a drawing. */
export interface LinesLayout {
  readonly plot: Plot;
  readonly height: number;
  readonly x: Positions;
  readonly y: Positions;
  /** The series shown, with the points shown. */
  readonly series: readonly Series[];
}

const NARROW = 500;
/** A reference is drawn in full if it needs at most this many times the room of the measured values. */
const WORTH: Readonly<Record<'log' | 'other', number>> = { log: 40, other: 1.3 };

const heightFor = (width: number): number => (width < NARROW ? 250 : 350);

/** If values reach this fraction of a limit, the axis goes up to it. */
const NEAR = 0.8;

/** Limits that the values come near to. */
const near = ({ limits = [] }: Axis, values: readonly number[]): readonly number[] => {
  const greatest = values.reduce((most, value) => Math.max(most, value), 0);
  return limits.map(({ value }) => value).filter((value) => greatest >= NEAR * value);
};

const extremes = ({ y, least, greatest }: Point): readonly number[] => [y, least, greatest];

/** Values of references that are worth the room they take. */
const worthShowing = (
  { y, references }: Lines,
  values: readonly number[],
  isIn: (x: number) => boolean,
): readonly number[] => {
  const greatest = values.reduce((most, value) => Math.max(most, value), 0);
  const most = greatest * WORTH[y.scale === 'log' ? 'log' : 'other'];
  return references.flatMap(({ points }: Reference) =>
    points
      .filter((point) => isIn(point.x) && point.y > 0 && point.y <= most)
      .map((point) => point.y),
  );
};

/** The layout: measured values decide how far the axes go, not the references. */
export const layoutOf = (lines: Lines, { width, hidden, zoom }: DrawOptions): LinesLayout => {
  const { x, y } = lines;
  const height = heightFor(width);
  const top = 30;
  const bottom = height - 44;
  const right = width - 14;
  const places = lines.series.flatMap(({ points }) => points.map((point) => point.x));
  const across = (left: number): Positions =>
    positionsOf({
      axis: x,
      values: [...places, ...near(x, places)],
      from: left,
      to: right,
      zoom,
      ticks: width < NARROW ? 5 : 9,
      atValues: true,
    });
  const [least, greatest] = across(0).domain;
  const isIn = (value: number): boolean => value >= least && value <= greatest;
  const series = lines.series
    .filter(({ name }) => hidden?.has(name) !== true)
    .map((each) => ({
      ...each,
      points: each.points.filter((point) => isIn(point.x)).toSorted((a, b) => a.x - b.x),
    }));
  const measured = series.flatMap(({ points }) => points.flatMap(extremes));
  const upward = positionsOf({
    axis: y,
    values: [...measured, ...worthShowing(lines, measured, isIn), ...near(y, measured)],
    from: bottom,
    to: top,
    ticks: 6,
  });
  const left = marginFor(upward.ticks);
  return { plot: { left, right, top, bottom }, height, x: across(left), y: upward, series };
};
