import type { Column, Lines, Table, Value } from '../../../../model/section/section.js';

const number = (id: string, title: string, unit: Column['unit']): Column => ({
  id,
  title,
  type: 'number',
  ...(unit === undefined ? {} : { unit }),
});

/** A place on the axis as a value of a table: by name, or nines with all their digits. */
const placeOf = ({ x }: Lines, value: number): Value => {
  if (x.labels !== undefined) return x.labels[value] ?? value;
  return x.scale === 'nines' ? `${Number((value * 100).toPrecision(6))} %` : value;
};

/** The points that are drawn, a row each. */
export const linesNumbers = (lines: Lines): Table => {
  const { x, y, series, title } = lines;
  const points = series.flatMap((each) => each.points);
  const hasSpread = points.some(({ least, greatest }) => greatest > least);
  const isNamed = x.labels !== undefined || x.scale === 'nines';
  return {
    kind: 'table',
    title,
    columns: [
      { id: 'series', title: 'series', type: 'text' },
      isNamed ? { id: 'x', title: x.title, type: 'text' } : number('x', x.title, x.unit),
      number('y', y.title, y.unit),
      ...(hasSpread
        ? [number('least', 'least', y.unit), number('greatest', 'greatest', y.unit)]
        : []),
      number('n', 'trials (n)', 'count'),
    ],
    rows: series.flatMap((each) =>
      each.points.map((point) => [
        each.name,
        placeOf(lines, point.x),
        point.y,
        ...(hasSpread ? [point.least, point.greatest] : []),
        point.trials.length,
      ]),
    ),
    size: 'short',
  };
};

/** How many trials a point rests on: `3`, `3 to 5`. */
const countText = (counts: readonly number[]): string => {
  const [least, greatest] = [Math.min(...counts), Math.max(...counts)];
  return least === greatest ? `${least}` : `${least} to ${greatest}`;
};

/** How many trials a point is of, and what the whiskers are. */
export const linesSpread = ({ series }: Lines): string => {
  const points = series.flatMap((each) => each.points);
  const counts = points.map(({ trials }) => trials.length);
  if (counts.length === 0 || counts.every((count) => count === 0)) return '';
  if (counts.every((count) => count <= 1)) return 'n = 1: no spread is known.';
  const n = `n = ${countText(counts)} trials a point`;
  return points.some(({ least, greatest }) => greatest > least)
    ? `${n}; whiskers go from the least to the greatest of them.`
    : `${n}.`;
};
