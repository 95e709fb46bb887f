import type { InvalidReason } from '../../../model/trial.js';
import { pps, type Pps } from '../../../model/units.js';
import { closeEnough, type Bounds } from '../binary.js';
import { conditionalForwardingRatio } from './classify.js';
import type { SearchGoal } from './goal.js';
import type { Measurements } from './measurements.js';

/** A bound and the trials it rests on, by their sequence numbers. */
export interface Bound {
  readonly load: Pps;
  readonly trials: number[];
}

/** The largest lower bound, and the forwarding rate to expect at it. */
export interface LowerBound extends Bound {
  readonly conditionalThroughput: Pps;
}

/** What a search came to for one goal (RFC 9971, Goal Results). Loads are aggregate over ports. */
export type GoalResult = { readonly goal: SearchGoal } & (
  | {
      readonly state: 'regular';
      readonly lower: LowerBound;
      readonly upper: Bound;
    }
  /** Without one of the bounds; reports mark it. */
  | {
      readonly state: 'irregular';
      readonly reason: 'maximum-load-holds';
      readonly lower: LowerBound;
    }
  | { readonly state: 'irregular'; readonly reason: 'minimum-load-fails'; readonly upper: Bound }
  | {
      readonly state: 'irregular';
      /** A load could not be measured, which says nothing about the DUT. */
      readonly reason: 'load-not-measurable';
      readonly load: Pps;
      readonly causes: InvalidReason[];
      readonly lower: LowerBound | null;
    }
  /** Loads kept changing sides. */
  | {
      readonly state: 'irregular';
      readonly reason: 'not-settled';
      readonly lower: LowerBound | null;
      readonly upper: Bound | null;
    }
);

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
  const low: LowerBound | null =
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
