import { pps, type Pps } from '../../../model/units.js';
import { offeredLoad } from '../../../model/trial.js';
import { closeEnough, isWithin, type Bounds, type Closeness } from '../binary.js';
import { mostOffered } from '../../trials/attempt.js';
import { conditionalForwardingRatio } from './classify.js';
import type { Measurements } from './measurements.js';
import type { Search } from './narrow.js';
import type { Bound, GoalResult, GoalLowerBound, SearchGoal } from './result-schema.js';

const offeredAt = (measurements: Measurements, load: Pps): readonly Pps[] =>
  measurements.at(load).map(({ result }) => offeredLoad(result));

/**
 * A lower bound claims the lowest offered load of its trials, an upper bound the highest: never
 * more than was shown.
 */
const boundAt = (
  measurements: Measurements,
  load: Pps,
  offered: (...loads: readonly number[]) => number,
): Bound => ({
  load,
  offeredLoad: pps(offered(...offeredAt(measurements, load))),
  trials: measurements.at(load).map(({ sequence }) => sequence),
});

const lowerBound = (goal: SearchGoal, measurements: Measurements, load: Pps): GoalLowerBound => {
  const bound = boundAt(measurements, load, Math.min);
  const forwarded = conditionalForwardingRatio(measurements.losses(load), goal);
  return { ...bound, conditionalThroughput: pps(bound.offeredLoad * forwarded) };
};

/** What the measurements say about a goal, from its relevant bounds. */
export const goalResult = (
  goal: SearchGoal,
  { grid, measurements }: Pick<Search, 'grid' | 'measurements'>,
  bounds: Bounds,
  close: Closeness,
): GoalResult => {
  const below = grid[bounds.lower];
  const above = grid[bounds.upper];
  const low = below === undefined ? null : lowerBound(goal, measurements, below);
  const obstacle = above === undefined ? undefined : measurements.obstacle(above);
  if (above !== undefined && obstacle !== undefined) {
    const most = mostOffered(obstacle);
    return {
      ...{ goal, state: 'irregular', reason: 'load-not-measurable', load: above },
      causes: [...obstacle.reasons],
      ...(most !== undefined && { mostOffered: most }),
      lower: low,
    };
  }
  const high = above === undefined ? null : boundAt(measurements, above, Math.max);
  if (!closeEnough(bounds, grid, close)) {
    return { goal, state: 'irregular', reason: 'not-settled', lower: low, upper: high };
  }
  if (low === null) {
    if (high === null) throw new TypeError('a grid has at least one load');
    return { goal, state: 'irregular', reason: 'minimum-load-fails', upper: high };
  }
  if (high === null) return { goal, state: 'irregular', reason: 'maximum-load-holds', lower: low };
  return isWithin(low.load, high.load, close.width)
    ? { goal, state: 'regular', lower: low, upper: high }
    : { goal, state: 'irregular', reason: 'wider-than-asked', lower: low, upper: high };
};
