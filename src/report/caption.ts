import type { Lines, Point } from '../model/section/section.js';

const trials = (least: number, most: number): string =>
  least === most ? `${most} trial${most === 1 ? '' : 's'}` : `${least} to ${most} trials`;

const hasSpread = ({ least, greatest }: Point): boolean => least < greatest;

/**
 * On how many trials the points of a figure rest, and what their spread is: `n: 3 trials a point, drawn
 * from the least to the greatest`. Undefined where it has none.
 */
export const captionOf = ({ series }: Pick<Lines, 'series'>): string | undefined => {
  const points = series.flatMap((each) => [...each.points]);
  const counts = points.map((point) => point.trials.length).filter((count) => count > 0);
  if (counts.length === 0) return undefined;
  const most = Math.max(...counts);
  const n = `n: ${trials(Math.min(...counts), most)} a point`;
  if (points.some(hasSpread)) return `${n}; the spread is from the least to the greatest of them`;
  return most === 1 ? `${n}, so no spread` : n;
};
