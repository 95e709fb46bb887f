import type { Axis, Lines, Point } from '../../../../model/section/section.js';
import { valueText } from '../../axis/tick-text.js';
import type { ReadOut } from '../../figure-kind.js';
import type { LinesLayout } from './layout.js';

const placeText = (axis: Axis, value: number): string =>
  axis.labels?.[value] ?? valueText(axis.unit, value);

const pointText = ({ unit }: Axis, { y, least, greatest, trials, searches }: Point): string => {
  const spread =
    greatest > least ? ` (${valueText(unit, least)} to ${valueText(unit, greatest)})` : '';
  const n = searches ?? trials.length;
  const count = n > 1 ? `, n ${n}` : '';
  return `${valueText(unit, y)}${spread}${count}`;
};

/** Points this close on the axis are read together: repeats are not offered exactly the same load. */
const CLOSE = 3;

/** A stop at each place of the axis: what every series has there. */
export const readingsOf = (lines: Lines, { series, x, plot }: LinesLayout): readonly ReadOut[] => {
  const places = [
    ...new Set(series.flatMap(({ points }) => points.map((point) => point.x))),
  ].toSorted((one, other) => one - other);
  const groups: number[][] = [];
  for (const place of places) {
    const last = groups.at(-1);
    const [first] = last ?? [];
    if (last !== undefined && first !== undefined && x.of(place) - x.of(first) < CLOSE) {
      last.push(place);
    } else groups.push([place]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const at = x.of(first);
    const values = series.flatMap(({ name, points }) => {
      const point = points.find((each) => group.includes(each.x));
      return point === undefined ? [] : [`${name} ${pointText(lines.y, point)}`];
    });
    const text = `${lines.x.title} ${placeText(lines.x, first)}: ${values.join('; ')}`;
    return [{ left: at, right: at, top: plot.top, bottom: plot.bottom, text }];
  });
};
