import type { Bytes, Nanoseconds, Pps } from '../../../model/units.js';
import { attempt } from '../../trials/attempt.js';
import type { Procedure } from '../../trials/procedure.js';
import { binarySearch, type Answer, type Bounds, type Closeness } from '../binary.js';
import { relevantBounds } from './bounds.js';
import type { Classification, Target } from './classify.js';
import type { Measurements } from './measurements.js';

/** A search under way. */
export interface Search {
  readonly frameSize: Bytes;
  /** The loads it may try: two positions are a goal's width apart. */
  readonly grid: readonly Pps[];
  readonly width: number;
  readonly retries: number;
  readonly measurements: Measurements;
  /** See `noiseOf`; not known before something was forwarded with loss. */
  noise: number | undefined;
}

/** One valid trial at a load, or the finding that there is none. */
export function* measure(
  search: Search,
  intendedLoad: Pps,
  duration: Nanoseconds,
): Procedure<void> {
  const { frameSize, retries, measurements } = search;
  const outcome = yield* attempt({ frameSize, intendedLoad, duration }, retries);
  measurements.record(intendedLoad, outcome);
}

/** A load's classification; one that cannot be measured limits the search like an upper bound. */
const standing = ({ measurements }: Search, load: Pps, target: Target): Classification =>
  measurements.obstacle(load) === undefined ? measurements.classify(load, target) : 'upper-bound';

/** The relevant bounds as far as measured, as positions on the grid. */
export const boundsOf = (search: Search, target: Target): Bounds =>
  relevantBounds(search.grid, (load) => standing(search, load, target));

/** Measures a load until the target makes it a bound, or until it proves not measurable. */
function* decide(search: Search, load: Pps, target: Target): Procedure<Answer> {
  while (standing(search, load, target) === 'undecided') {
    yield* measure(search, load, target.finalDuration);
  }
  return {
    passed: standing(search, load, target) === 'lower-bound',
    estimate: search.measurements.estimate(load, target.lossRatio),
  };
}

/** How a goal is narrowed down. */
export interface Narrowing {
  /** Where the lower bound is expected. */
  readonly startAt: Pps | undefined;
  readonly close: Closeness;
  /** Ends the search early, at this answer. */
  readonly stop?: (answer: Answer) => boolean;
}

/** Searches until a target's bounds are close enough. @returns the load whose answer ended it early */
export function* narrow(
  search: Search,
  target: Target,
  { startAt, close, stop }: Narrowing,
): Procedure<Pps | undefined> {
  const steps = binarySearch(search.grid, { startAt, close, within: boundsOf(search, target) });
  let step = steps.next();
  while (step.done !== true) {
    const load = step.value;
    const answer = yield* decide(search, load, target);
    if (stop?.(answer) === true) return load;
    step = steps.next(answer);
  }
  return undefined;
}
