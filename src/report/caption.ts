import type { Lines, Point } from '../model/section/section.js';

const hasSpread = ({ least, greatest }: Point): boolean => least < greatest;

/** `3 trials`, `1 to 4 trials`, `1 search`; undefined if none are known. */
const counted = (counts: readonly number[], one: string, many: string): string | undefined => {
  const known = counts.filter((count) => count > 0);
  if (known.length === 0) return undefined;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return least === most ? `${most} ${most === 1 ? one : many}` : `${least} to ${most} ${many}`;
};

/**
 * The number of trials or searches per point of a figure, and what its spread is: `n: 3 trials per
 * point; the spread is from the least to the greatest of them`. Undefined if no point has any.
 */
export const captionOf = ({ series }: Pick<Lines, 'series'>): string | undefined => {
  const points = series.flatMap((each) => [...each.points]);
  const searches = points.flatMap((point) => point.searches ?? []);
  const trials = points.map((point) => point.trials.length);
  const count = counted(searches, 'search', 'searches') ?? counted(trials, 'trial', 'trials');
  if (count === undefined) return undefined;
  const n = `n: ${count} per point`;
  if (points.some(hasSpread)) return `${n}; the spread is from the least to the greatest of them`;
  return /^1 (search|trial)$/.test(count) ? `${n}, so no spread` : n;
};
