import { graphLines, legend, letterOf } from './graph.js';

/** The loss of a series at a load, both as parts: of the line rate, and of the frames offered. */
export interface LossAtLoad {
  readonly series: string;
  readonly load: number;
  readonly loss: number;
}

/** Columns and rows beside those of 0 %. */
const COLUMNS = 60;
const ROWS = 10;
const TENTHS = [0, 20, 40, 60, 80, 100];

/** Some loss is never drawn as none, nor as all. */
const rowOf = (loss: number): number => {
  if (loss <= 0) return 0;
  return loss >= 1 ? ROWS : Math.min(ROWS - 1, Math.max(1, Math.round(loss * ROWS)));
};

/**
 * The loss over the offered load, both from 0 to 100 % (RFC 2544 section 26.3).
 * @param name what the graph is of
 */
export const lossGraph = (name: string, points: readonly LossAtLoad[]): readonly string[] => {
  if (points.length === 0) return [];
  const series = [...new Set(points.map((each) => each.series))];
  const marks = points.map((each) => ({
    column: Math.min(COLUMNS, Math.round(each.load * COLUMNS)),
    row: rowOf(each.loss),
    mark: letterOf(series.indexOf(each.series)),
  }));
  const labels = Array.from({ length: ROWS + 1 }, (_, row) =>
    row % (ROWS / 2) === 0 ? `${(row * 100) / ROWS} %` : '',
  );
  const ticks = TENTHS.map((part) => ({ column: (part * COLUMNS) / 100, text: `${part} %` }));
  return [
    `${name}: frames lost, over the load offered in % of the line rate:`,
    ...graphLines({ width: COLUMNS + 1, labels, ticks, marks }),
    ...legend(series),
  ];
};
