import { figureKey, proportionKey, type PlacedFigure } from './figures.js';

/** The same figure in two runs. */
export interface FigurePair {
  readonly one: PlacedFigure;
  readonly other: PlacedFigure;
  /** Their loads have the same proportion to references that differ between the runs. */
  readonly loadsDiffer: boolean;
}

/** Figures of two runs: those in both, and those in only one. */
export interface PairedFigures {
  readonly pairs: readonly FigurePair[];
  readonly onlyOne: readonly PlacedFigure[];
  readonly onlyOther: readonly PlacedFigure[];
}

const byKey = (
  figures: readonly PlacedFigure[],
  keyOf: (figure: PlacedFigure) => string | undefined,
): ReadonlyMap<string | undefined, PlacedFigure> =>
  new Map(figures.map((figure) => [keyOf(figure), figure]));

/** Pairs corresponding figures: at the same load, else in the same proportion to the reference. */
export const pairFigures = (
  one: readonly PlacedFigure[],
  other: readonly PlacedFigure[],
): PairedFigures => {
  const others = byKey(other, figureKey);
  const exact = one.flatMap((figure): FigurePair[] => {
    const found = others.get(figureKey(figure));
    return found === undefined ? [] : [{ one: figure, other: found, loadsDiffer: false }];
  });
  const used = new Set(exact.flatMap((pair) => [pair.one, pair.other]));
  const rest = byKey(
    other.filter((figure) => !used.has(figure)),
    proportionKey,
  );
  const near = one.flatMap((figure): FigurePair[] => {
    const key = used.has(figure) ? undefined : proportionKey(figure);
    const found = key === undefined ? undefined : rest.get(key);
    return found === undefined ? [] : [{ one: figure, other: found, loadsDiffer: true }];
  });
  const paired = new Map(
    [...exact, ...near].flatMap((pair) => [
      [pair.one, pair],
      [pair.other, pair],
    ]),
  );
  return {
    // In the order of the first run.
    pairs: one.flatMap((figure) => paired.get(figure) ?? []),
    onlyOne: one.filter((figure) => !paired.has(figure)),
    onlyOther: other.filter((figure) => !paired.has(figure)),
  };
};
