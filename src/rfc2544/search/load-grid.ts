import { pps, type Pps } from '../../model/units.js';
import { exactPacing, type Pacing } from '../trials/pacing.js';

/** The loads a search may try. */
export interface LoadRange {
  readonly minimumLoad: Pps;
  readonly maximumLoad: Pps;
  /** How close two neighbouring loads are, relative to the higher, in (0, 1). */
  readonly resolution: number;
}

/** The smallest whole number from `low` on, and below `high`, that is as asked; where one is, all above it are. Else `high`. */
const first = (low: number, high: number, asked: (value: number) => boolean): number => {
  let [from, step] = [low, 1];
  // It is near in most cases.
  while (from < high && !asked(from)) [from, step] = [from + step, 2 * step];
  let to = Math.max(low, Math.min(from, high));
  from = Math.max(low, from - step / 2 + 1);
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (asked(middle)) to = middle;
    else from = middle + 1;
  }
  return to;
};

/** The next load below one, where no slower traffic is as close as asked: waits differ by whole nanoseconds. */
const nextSlower = (here: Pps, top: number, pacing: Pacing): number =>
  first(1, top + 1, (value) => pacing(pps(value)) >= here) - 1;

/** The lowest whole load that is no further below another than asked, and is slower; undefined where none is. */
const nearest = (here: Pps, least: number, top: number, pacing: Pacing): number | undefined => {
  const lowest = Math.ceil(least);
  const close = (value: number): boolean => pacing(pps(value)) >= least;
  const near = first(lowest, top + 1, close);
  return near <= top && pacing(pps(near)) < here ? near : undefined;
};

/**
 * The next load below one: no further away than the resolution where there is one so close, and
 * different traffic in any case. Of loads with the same pacing the one that is offered is named.
 */
const loadBelow = (load: Pps, resolution: number, pacing: Pacing): number => {
  const [here, top] = [pacing(load), Math.ceil(load) - 1];
  const next = nearest(here, load * (1 - resolution), top, pacing) ?? nextSlower(here, top, pacing);
  const offered = pacing(pps(next));
  const named = Math.min(Math.ceil(offered), top);
  return named === next || pacing(pps(named)) !== offered ? next : named;
};

/**
 * The loads of a range in rising order, both ends among them, neighbours no further apart than the
 * resolution where that can be: on this grid a search ends with neighbours. Loads between the ends
 * are whole frames per second, and no two are the same traffic; where the resolution is below a frame
 * per second, or below what whole nanoseconds between frames allow, neighbours are the next ones.
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

/** A plan's cells search the same few ranges; a fine grid takes longer than the search. */
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
