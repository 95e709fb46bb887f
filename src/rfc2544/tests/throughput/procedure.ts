import { forwardingRate, offeredLoad } from '../../../model/trial.js';
import type { Pps } from '../../../model/units.js';
import { attempt, mostOffered, RETRIES, withFigures, type Attempt } from '../../trials/attempt.js';
import { lossFree } from '../../trials/loss-free.js';
import { inOneGo, type Blocks } from '../../trials/blocks.js';
import type { Procedure, TrialShape } from '../../trials/procedure.js';
import { binarySearch, binarySearchTrials, type Answer } from '../../search/binary.js';
import { searchInRounds } from '../../search/rounds.js';
import type { LowerBound, ThroughputOutcome, ThroughputResult, UpperBound } from './result.js';
import { medianOutcome } from './repeats.js';
import { loadGrid, type LoadRange } from '../../search/load-grid.js';

export interface ThroughputOptions {
  /** A load near which the throughput is expected, from what is known already. */
  readonly startAt?: Pps;
  readonly retries?: number;
}

const answer = (tried: Attempt): Answer => {
  if (tried.state === 'measured') {
    const { result } = tried.trial;
    return { passed: lossFree(result), estimate: forwardingRate(result) };
  }
  // What such a trial forwarded is not a result, but shows where to look.
  const forwarded = withFigures(tried).map(forwardingRate);
  return {
    passed: false,
    ...(forwarded.length > 0 && { estimate: Math.min(...forwarded) }),
  };
};

const lowerBound = (load: Pps, tried: Attempt): LowerBound => {
  if (tried.state !== 'measured') throw new TypeError('a lower bound was measured');
  const { sequence, result } = tried.trial;
  return { load, offeredLoad: offeredLoad(result), trial: sequence };
};

const upperBound = (load: Pps, tried: Attempt): UpperBound => {
  if (tried.state === 'measured') return { reason: 'loss', load, trial: tried.trial.sequence };
  const most = mostOffered(tried);
  return {
    reason: 'undecided',
    load,
    ...(most !== undefined && { mostOffered: most }),
    trials: tried.trials.map(({ sequence }) => sequence),
    causes: [...tried.reasons],
  };
};

/** The goal of a throughput test. */
export interface ThroughputGoal extends LoadRange {
  /** How many searches are made; default: 1. */
  readonly repeats?: number;
}

/** One search, and how it ended. */
function* search(
  { frameSize, duration, pacing, atOnce = 1 }: TrialShape,
  range: LoadRange,
  { startAt, retries = RETRIES }: ThroughputOptions,
): Procedure<ThroughputOutcome> {
  const grid = loadGrid(range, pacing);
  const tried = new Map<Pps, Attempt>();
  const steps = atOnce > 1 ? searchInRounds(grid, atOnce) : binarySearch(grid, { startAt });
  let step = steps.next();
  while (step.done !== true) {
    const intendedLoad = step.value;
    const outcome = yield* attempt({ frameSize, duration, intendedLoad }, retries);
    tried.set(intendedLoad, outcome);
    step = steps.next(answer(outcome));
  }
  const at = <Bound>(index: number, bound: (load: Pps, tried: Attempt) => Bound) => {
    const load = grid[index];
    const outcome = load === undefined ? undefined : tried.get(load);
    return load === undefined || outcome === undefined ? undefined : bound(load, outcome);
  };
  return outcomeOf(at(step.value.lower, lowerBound), at(step.value.upper, upperBound));
}

const resultOf = (
  { resolution }: LoadRange,
  outcomes: readonly ThroughputOutcome[],
): ThroughputResult => ({
  test: 'throughput',
  resolution,
  outcome: medianOutcome(outcomes),
  ...(outcomes.length > 1 && { repeats: outcomes }),
});

/**
 * Throughput: the fastest rate at which no frame is lost (RFC 2544 section 26.1, RFC 1242 section
 * 3.17), searched for between two loads: by bisection, or in rounds if several trials run at once.
 * A load that cannot be measured bounds the search from above, and the result says so. Each repeat
 * is a search from the start, so that no search is biased by the one before.
 * @throws RangeError for an empty range or a resolution outside (0, 1)
 */
export function* throughputInBlocks(
  shape: TrialShape,
  goal: ThroughputGoal,
  options: ThroughputOptions = {},
): Blocks<ThroughputResult> {
  const outcomes: ThroughputOutcome[] = [];
  const once = function* (): Procedure<void> {
    outcomes.push(yield* search(shape, goal, options));
  };
  for (let repeat = 0; repeat < (goal.repeats ?? 1); repeat += 1) yield once();
  return resultOf(goal, outcomes);
}

/** The same in one go. @throws RangeError */
export const throughput = (
  shape: TrialShape,
  goal: ThroughputGoal,
  options: ThroughputOptions = {},
): Procedure<ThroughputResult> => inOneGo(throughputInBlocks(shape, goal, options));

const outcomeOf = (
  lower: LowerBound | undefined,
  upper: UpperBound | undefined,
): ThroughputOutcome => {
  if (lower !== undefined) {
    if (upper === undefined) return { state: 'maximum', lower };
    return upper.reason === 'loss'
      ? { state: 'found', lower, upper }
      : { state: 'limited', lower, upper };
  }
  if (upper === undefined) throw new TypeError('a search tries at least one load');
  return { state: upper.reason === 'loss' ? 'zero' : 'undecided', upper };
};

/** The most trials a search for the throughput takes when none is invalid. */
export const throughputTrials = ({ repeats = 1, ...range }: ThroughputGoal): number =>
  repeats * binarySearchTrials(loadGrid(range).length);
