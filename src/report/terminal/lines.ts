import type { Lines, Reference } from '../../model/section/section.js';
import { entries, graphLines, legend, letterOf, LINE, type Mark } from './graph.js';
import { columnsOf, rowsOf, type Columns, type Rows } from './scales.js';
import { wrap } from './wrap.js';

/** From this fraction of a reference on, a mark is drawn on its line. */
const REACHED = 0.995;

/** The height of a reference at a place: interpolated between its points, none outside them. */
const heightAt = ({ points }: Reference, x: number): number | undefined => {
  const after = points.findIndex((point) => point.x >= x);
  const [left, right] = [points[after - 1], points[after]];
  if (right === undefined) return undefined;
  if (right.x === x) return right.y;
  return left && left.y + ((right.y - left.y) * (x - left.x)) / (right.x - left.x);
};

/** A line through the points of a reference, column by column. */
const referenceMarks = ({ points }: Reference, columns: Columns, rows: Rows): readonly Mark[] =>
  points.flatMap((point, index) => {
    const [from, to] = columns.spanOf(point.x);
    const own = { column: from, row: rows.rowOf(point.y) };
    const next = points[index + 1];
    if (from < to || next === undefined) {
      return Array.from({ length: to - from + 1 }, (_, at) => {
        return { column: from + at, row: own.row, mark: LINE };
      });
    }
    const [end] = columns.spanOf(next.x);
    return Array.from({ length: Math.max(1, end - from) }, (_, at) => {
      const height = point.y + ((next.y - point.y) * at) / Math.max(1, end - from);
      return { column: from + at, row: rows.rowOf(height), mark: LINE };
    });
  });

/** Marks of the series; a value below a reference is drawn below it, however small the difference. */
const pointMarks = (lines: Lines, columns: Columns, rows: Rows): readonly Mark[] =>
  lines.series.flatMap(({ points }, index) =>
    points.map(({ x, y }) => {
      const heights = lines.references.flatMap((reference) => heightAt(reference, x) ?? []);
      const least = Math.min(...heights.filter((height) => y < REACHED * height));
      const row = rows.rowOf(y);
      return {
        column: columns.columnOf(x, index),
        row: least < Infinity ? Math.max(0, Math.min(row, rows.rowOf(least) - 1)) : row,
        mark: letterOf(index),
      };
    }),
  );

const axisText = (title: string, unit: string): string =>
  unit === '' ? title : `${title} in ${unit}`;

/** A figure in characters, with its axes and its legend. */
export const renderLines = (lines: Lines, width: number): readonly string[] => {
  const { x, y, series, references } = lines;
  const points = [...series, ...references].flatMap((each) => [...each.points]);
  const rows = rowsOf(
    y,
    points.map((point) => point.y),
  );
  if (rows === undefined) return ['nothing to draw: no trial has a figure'];
  const margin = Math.max(...rows.labels.map(({ length }) => length)) + 2;
  const columns = columnsOf(
    x,
    points.map((point) => point.x),
    width - margin,
  );
  const marks = [
    ...references.flatMap((reference) => referenceMarks(reference, columns, rows)),
    ...pointMarks(lines, columns, rows),
  ];
  const names = references.map(({ name }) => name).join(', ');
  return [
    ...wrap(`${axisText(y.title, rows.unit)} over ${axisText(x.title, columns.unit)}:`, width),
    ...graphLines({ width: columns.width, labels: rows.labels, ticks: columns.ticks, marks }),
    // There is no room for names below the axis.
    ...entries(
      (x.labels ?? []).map((label, index) => `${index + 1} ${label}`),
      width,
    ),
    ...legend(
      series.map(({ name }) => name),
      names === '' ? undefined : names,
      width,
    ),
  ];
};
