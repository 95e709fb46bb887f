import type { BoundedFigure, FigureCondition } from './quantity.js';

/** The bounds of a search; either may be missing. */
interface SearchBounds {
  readonly lower?: { readonly offeredLoad: number } | null | undefined;
  readonly upper?: { readonly load: number } | null | undefined;
}

/**
 * What a search found: a load is at least its lower bound, and less than its upper one. None if it
 * has neither.
 */
export const searchedLoad = (
  { lower, upper }: SearchBounds,
  at?: FigureCondition,
): readonly BoundedFigure[] => {
  if (!lower && !upper) return [];
  const least = lower?.offeredLoad ?? 0;
  return [{ basis: 'bounds', at, value: least, least, most: upper?.load ?? Infinity }];
};
