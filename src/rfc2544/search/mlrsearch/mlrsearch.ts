import type { Bytes, Nanoseconds, Pps } from '../../../model/units.js';
import { RETRIES } from '../../trials/attempt.js';
import type { Procedure } from '../../trials/procedure.js';
import type { Pacing } from '../../trials/pacing.js';
import { binarySearchTrials, type Answer, type Closeness } from '../binary.js';
import { loadGrid, type LoadRange } from '../load-grid.js';
import type { Target } from './classify.js';
import { checkGoals } from './goal.js';
import { Measurements } from './measurements.js';
import { boundsOf, measure, narrow, type Search } from './narrow.js';
import { isSteady, noiseOf, steadyDuration } from './noise.js';
import { goalResult } from './result.js';
import type { GoalResult, SearchGoal } from './result-schema.js';

/** What is searched for, and where. */
export interface MlrSearchPlan {
  readonly goals: readonly SearchGoal[];
  /** Its resolution is every goal's width: how far apart the bounds may be, relative to the upper. */
  readonly range: LoadRange;
  /** A load near which the answer is expected, from what is known already. */
  readonly startAt?: Pps;
  readonly retries?: number;
  /** The loads that the generator can offer; default: any. */
  readonly pacing?: Pacing | undefined;
}

/** Equal trials that show how much the device varies. */
const REPEATS = 7;
/** How often goals are searched again because another goal's trials changed their bounds. */
const ROUNDS = 10;
/** Loads are tried on a grid this much finer than the width. */
const FINER = 2;

const gridOf = ({ range, pacing }: Pick<MlrSearchPlan, 'range' | 'pacing'>): readonly Pps[] =>
  loadGrid({ ...range, resolution: range.resolution / FINER }, pacing);

/**
 * Multiple loss ratio search (RFC 9971): the loads up to which a device meets each goal. Every
 * goal is first narrowed down with trials as short as the device's noise allows, then settled with
 * full-length ones; a trial counts for all goals. The result has the goals in the order given.
 * @throws RangeError for goals that cannot be met, an empty range or a width outside (0, 1)
 */
export function* mlrSearch(frameSize: Bytes, plan: MlrSearchPlan): Procedure<GoalResult[]> {
  const { goals, range, startAt, retries = RETRIES } = plan;
  checkGoals(goals);
  const search: Search = {
    frameSize,
    grid: gridOf(plan),
    width: range.resolution,
    retries,
    measurements: new Measurements(),
    noise: undefined,
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = search.measurements.attempts;
    let expected = startAt;
    for (const goal of strictFirst(goals)) {
      const explored = yield* explore(search, goal, expected);
      yield* narrow(search, goal, { startAt: explored, close: closenessFor(search, goal) });
      expected = search.grid[boundsOf(search, goal).lower] ?? expected;
    }
    if (search.measurements.attempts === before) break;
  }
  return goals.map((goal) =>
    goalResult(goal, search, boundsOf(search, goal), { apart: FINER, width: search.width }),
  );
}

/** From strict to lenient, so that the order the goals are given in does not matter. */
const strictFirst = (goals: readonly SearchGoal[]): readonly SearchGoal[] =>
  goals.toSorted(
    (one, other) =>
      one.lossRatio - other.lossRatio ||
      one.exceedRatio - other.exceedRatio ||
      other.finalDuration - one.finalDuration ||
      other.durationSum - one.durationSum,
  );

/**
 * If even full-length trials are noisy, bounds are brought closer than requested: a bound that
 * random loss put too low is then off by one step.
 */
const closenessFor = ({ noise = 0, width }: Search, { finalDuration }: SearchGoal): Closeness => ({
  apart: isSteady(noise, width, finalDuration) ? FINER : 1,
  width,
});

/** Narrows a goal down with short trials. @returns where its lower bound is expected */
function* explore(
  search: Search,
  goal: SearchGoal,
  expected: Pps | undefined,
): Procedure<Pps | undefined> {
  const overloaded =
    search.noise === undefined && goal.initialDuration < goal.finalDuration
      ? yield* overload(search, goal, expected)
      : undefined;
  if (overloaded !== undefined) yield* gauge(search, overloaded, goal.initialDuration);
  const pace = steadyDuration(search.noise ?? 0, search.width, {
    atLeast: goal.initialDuration,
    atMost: goal.finalDuration,
  });
  const target = shortened(goal, pace);
  const startAt =
    overloaded === undefined ? expected : search.measurements.estimate(overloaded, goal.lossRatio);
  yield* narrow(search, target, { startAt, close: closenessFor(search, goal) });
  return search.grid[boundsOf(search, target).lower] ?? search.grid[0];
}

/** Looks for a load above the throughput at which some frames are still forwarded. */
function* overload(
  search: Search,
  goal: SearchGoal,
  startAt: Pps | undefined,
): Procedure<Pps | undefined> {
  const quick = shortened(goal, goal.initialDuration);
  const stop = ({ passed, estimate = 0 }: Answer): boolean => !passed && estimate > 0;
  const found = yield* narrow(search, quick, {
    startAt,
    close: { apart: FINER, width: search.width },
    stop,
  });
  const measured = found !== undefined && search.measurements.obstacle(found) === undefined;
  return measured ? found : undefined;
}

/** Learns the noise from repeats at a load that is too high anyway, where random loss does no harm. */
function* gauge(search: Search, load: Pps, duration: Nanoseconds): Procedure<void> {
  for (let repeat = 1; repeat < REPEATS; repeat += 1) yield* measure(search, load, duration);
  const repeats = search.measurements.at(load).map(({ result }) => result);
  if (repeats.length > 1) search.noise = noiseOf(repeats);
}

const shortened = (goal: SearchGoal, duration: Nanoseconds): Target => ({
  ...goal,
  finalDuration: duration,
  durationSum: duration,
});

/**
 * About the most trials a search takes when none is invalid; goals that change each other's
 * bounds can add to it.
 */
export const mlrSearchTrials = ({ goals, range }: MlrSearchPlan): number => {
  const loads = binarySearchTrials(gridOf({ range }).length);
  const settling = goals.map(
    ({ finalDuration, durationSum }) => loads * (1 + Math.ceil(durationSum / finalDuration)),
  );
  return settling.reduce((sum, trials) => sum + trials, REPEATS);
};
