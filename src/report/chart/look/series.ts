import { COLOURS, lookOf, MARKERS, planeIn, type Look, type MarkerName } from './data-planes.js';
import { placesByName } from './by-name.js';

/** How a series of a figure is drawn. */
export interface SeriesLook extends Look {
  /** The index among series of the same data plane in one figure: 0 has a solid line, others dashes. */
  readonly variant: number;
}

const MARKER_NAMES = Object.keys(MARKERS) as readonly MarkerName[];
/** Kinds of lines: without dashes, and three with. */
const VARIANTS = 4;

/** Series without a data plane, such as frame sizes. */
const others = (names: readonly string[]): ReadonlyMap<string, SeriesLook> => {
  const places = placesByName(names, COLOURS);
  return new Map(
    names.map((name) => {
      const place = places.get(name) ?? 0;
      const marker = MARKER_NAMES[place % MARKER_NAMES.length] ?? 'circle';
      return [name, { colour: place % COLOURS, marker, variant: 0 }];
    }),
  );
};

/** How the series of a figure are drawn: by the data plane's name, wherever they stand in the figure. */
export const seriesLooks = (names: readonly string[]): ReadonlyMap<string, SeriesLook> => {
  const looks = new Map(others(names.filter((name) => planeIn(name) === undefined)));
  const seen = new Map<string, number>();
  for (const name of names) {
    const plane = planeIn(name);
    if (plane === undefined || looks.has(name)) continue;
    const variant = seen.get(plane) ?? 0;
    seen.set(plane, variant + 1);
    looks.set(name, { ...lookOf(plane), variant: variant % VARIANTS });
  }
  return looks;
};
