import type { Difference } from '../../../../model/section/section.js';
import type { FigureKind } from '../../figure-kind.js';
import { drawDifference } from './draw.js';
import { differenceRows } from './rows.js';
import { differenceDescription } from './words.js';

/** Sums by part, compared. */
export const differenceKind: FigureKind<Difference> = {
  title: ({ table }) => table.title,
  draw: drawDifference,
  description: differenceDescription,
  keys: () => [],
  canHide: false,
  zoomable: () => [],
  note: () => '',
  spread: ({ from, to }) =>
    `Differences in instructions from ${from} to ${to}; the bars add up to the whole difference.`,
  absent: ({ table }) =>
    table.rows.length === 0 ? 'Nothing to draw: no function was counted.' : undefined,
  drawn: (figure) => {
    const rows = differenceRows(figure);
    const columns = ['name', figure.from, figure.to].map((id, index) => ({
      id,
      title: id,
      type: index === 0 ? ('text' as const) : ('number' as const),
      unit: 'instructions' as const,
    }));
    const kept = rows.map(({ name, from, to }) => [name, from, to]);
    return { ...figure, table: { ...figure.table, columns, rows: kept }, top: rows.length };
  },
};
