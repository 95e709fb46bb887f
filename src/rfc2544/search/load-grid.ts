import { pps, type Pps } from '../../model/units.js';
import { exactPacing, type Pacing } from '../trials/pacing.js';

/** The loads a search may try. */
export interface LoadRange {
  readonly minimumLoad: Pps;
  readonly maximumLoad: Pps;
  /** How close two neighbouring loads are, relative to the higher, in (0, 1). */
  readonly resolution: number;
}

/**
 * The smallest whole number in [low, high) that meets a condition which all above it meet, too;
 * `high` if none does.
 */
const first = (low: number, high: number, meets: (value: number) => boolean): number => {
  let [from, step] = [low, 1];
  // It is usually close to `low`.
  while (from < high && !meets(from)) [from, step] = [from + step, 2 * step];
  let to = Math.max(low, Math.min(from, high));
  from = Math.max(low, from - step / 2 + 1);
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (meets(middle)) to = middle;
    else from = middle + 1;
  }
  return to;
};

/** The next load below one if no slower traffic is within the resolution: delays are whole nanoseconds. */
const nextSlower = (here: Pps, top: number, pacing: Pacing): number =>
  first(1, top + 1, (value) => pacing(pps(value)) >= here) - 1;

/**
 * The lowest whole load that is not below `least` and is slower than `here`; undefined if there is
 * none.
 */
const nearest = (here: Pps, least: number, top: number, pacing: Pacing): number | undefined => {
  const lowest = Math.ceil(least);
  const close = (value: number): boolean => pacing(pps(value)) >= least;
  const near = first(lowest, top + 1, close);
  return near <= top && pacing(pps(near)) < here ? near : undefined;
};

/**
 * The next load below one: within the resolution if there is one that close, and different traffic
 * in any case. Of loads with the same pacing, it returns the one that is really offered.
 */
const loadBelow = (load: Pps, resolution: number, pacing: Pacing): number => {
  const [here, top] = [pacing(load), Math.ceil(load) - 1];
  const next = nearest(here, load * (1 - resolution), top, pacing) ?? nextSlower(here, top, pacing);
  const offered = pacing(pps(next));
  const named = Math.min(Math.ceil(offered), top);
  return named === next || pacing(pps(named)) !== offered ? next : named;
};

/**
 * The loads of a range in rising order, including both ends, with neighbours no further apart than
 * the resolution where possible: on this grid a search ends with neighbours. Loads between the ends
 * are whole frames per second, and no two are the same traffic. If the resolution is below one
 * frame per second, or finer than whole nanoseconds between frames allow, neighbours are the next
 * possible loads.
 * @throws RangeError for an empty range or a resolution outside (0, 1)
 */
export const loadGrid = (range: LoadRange, pacing: Pacing = exactPacing): readonly Pps[] => {
  const { minimumLoad, maximumLoad, resolution } = range;
  if (!(minimumLoad > 0 && minimumLoad <= maximumLoad)) {
    throw new RangeError(`no load lies between ${minimumLoad} and ${maximumLoad} pps`);
  }
  if (!(resolution > 0 && resolution < 1)) {
    throw new RangeError(`a resolution lies between 0 and 1, got ${resolution}`);
  }
  const grids = kept.get(pacing) ?? new Map<string, readonly Pps[]>();
  const key = [minimumLoad, maximumLoad, resolution].join();
  const before = grids.get(key);
  if (before !== undefined) return before;
  const grid = gridOf(range, pacing);
  if (grids.size >= MOST_KEPT) grids.clear();
  kept.set(pacing, grids.set(key, grid));
  return grid;
};

/** A plan's cells search the same few ranges, and computing a fine grid takes longer than the search. */
const kept = new WeakMap<Pacing, Map<string, readonly Pps[]>>();
const MOST_KEPT = 200;

const gridOf = (
  { minimumLoad, maximumLoad, resolution }: LoadRange,
  pacing: Pacing,
): readonly Pps[] => {
  const lowest = pacing(minimumLoad);
  const falling = [maximumLoad];
  for (let load = maximumLoad; pacing(load) > lowest;) {
    const next = pps(Math.max(loadBelow(load, resolution, pacing), minimumLoad));
    load = pacing(next) > lowest ? next : minimumLoad;
    falling.push(load);
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
