import { pps, type Pps } from '../../../model/units.js';
import { closeEnough, type Bounds } from '../binary.js';
import { conditionalForwardingRatio } from './classify.js';
import type { Measurements } from './measurements.js';
import type { Bound, GoalResult, GoalLowerBound, SearchGoal } from './result-schema.js';

/** What the measurements say about a goal, from its relevant bounds. */
export const goalResult = (
  goal: SearchGoal,
  grid: readonly Pps[],
  bounds: Bounds,
  apart: number,
  measurements: Measurements,
): GoalResult => {
  const bound = (load: Pps): Bound => ({
    load,
    trials: measurements.at(load).map(({ sequence }) => sequence),
  });
  const below = grid[bounds.lower];
  const above = grid[bounds.upper];
  const low: GoalLowerBound | null =
    below === undefined
      ? null
      : {
          ...bound(below),
          conditionalThroughput: pps(
            below * conditionalForwardingRatio(measurements.losses(below), goal),
          ),
        };
  const high = above === undefined ? null : bound(above);
  const obstacle = above === undefined ? undefined : measurements.obstacle(above);
  if (high !== null && obstacle !== undefined) {
    const { load } = high;
    const causes = [...obstacle];
    return { goal, state: 'irregular', reason: 'load-not-measurable', load, causes, lower: low };
  }
  if (!closeEnough(bounds, grid.length, apart)) {
    return { goal, state: 'irregular', reason: 'not-settled', lower: low, upper: high };
  }
  if (low === null) {
    if (high === null) throw new TypeError('a grid has at least one load');
    return { goal, state: 'irregular', reason: 'minimum-load-fails', upper: high };
  }
  return high === null
    ? { goal, state: 'irregular', reason: 'maximum-load-holds', lower: low }
    : { goal, state: 'regular', lower: low, upper: high };
};
