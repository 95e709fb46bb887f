import { pps, type Pps } from '../../model/units.js';

/** The loads a search may try. */
export interface LoadRange {
  readonly minimumLoad: Pps;
  readonly maximumLoad: Pps;
  /** How close two neighbouring loads are, relative to the higher, in (0, 1). */
  readonly resolution: number;
}

/**
 * The loads of a range in rising order, both ends among them, neighbours no further apart than the
 * resolution: on this grid a search ends with neighbours, so its width is as asked. Loads between
 * the ends are whole frames per second, since generators take nothing finer; where the resolution
 * is below one frame per second, neighbours are one apart.
 * @throws RangeError for an empty range or a resolution outside (0, 1)
 */
export const loadGrid = ({ minimumLoad, maximumLoad, resolution }: LoadRange): readonly Pps[] => {
  if (!(minimumLoad > 0 && minimumLoad <= maximumLoad)) {
    throw new RangeError(`no load lies between ${minimumLoad} and ${maximumLoad} pps`);
  }
  if (!(resolution > 0 && resolution < 1)) {
    throw new RangeError(`a resolution lies between 0 and 1, got ${resolution}`);
  }
  const falling = [maximumLoad];
  for (let load: number = maximumLoad; load > minimumLoad;) {
    const next = Math.min(Math.ceil(load * (1 - resolution)), Math.ceil(load) - 1);
    load = Math.max(next, minimumLoad);
    falling.push(pps(load));
  }
  return falling.reverse();
};

/** The position of the highest value of a rising grid that is not above `value`; -1 when all are. */
export const positionBelow = (grid: readonly number[], value: number): number => {
  let [below, above] = [-1, grid.length];
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if ((grid[middle] ?? Infinity) <= value) below = middle;
    else above = middle;
  }
  return below;
};
