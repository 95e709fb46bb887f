import type { Pps } from '../../../model/units.js';
import type { LoadSweepResult } from './result.js';
import { attempt, RETRIES } from '../../trials/attempt.js';
import type { Blocks } from '../../trials/blocks.js';
import { loadFiguresOf } from '../../trials/load-figures.js';
import type { EndedTrial, Procedure, TrialShape } from '../../trials/procedure.js';
import { seededRandom, shuffled } from '../../../model/numbers/random.js';

/** Which loads to offer, how often each, and in which order. */
export interface LoadSweepGoal {
  readonly intendedLoads: readonly Pps[];
  readonly repeats: number;
  /** Default `as-given`: each load with all its repeats. Random order keeps drift from favouring any load. */
  readonly order?: 'as-given' | 'random';
  /** Makes the random order reproducible. */
  readonly seed?: number;
}

/** A load and its trials so far. */
interface SweptLoad {
  readonly intendedLoad: Pps;
  readonly trials: EndedTrial[];
  undecided: boolean;
}

const begin = ({ intendedLoads }: LoadSweepGoal): readonly SweptLoad[] =>
  intendedLoads.map((intendedLoad) => ({ intendedLoad, trials: [], undecided: false }));

/** Offers loads one after the other. */
function* offerEach(
  loads: readonly SweptLoad[],
  { frameSize, duration }: TrialShape,
  retries: number,
): Procedure<void> {
  for (const load of loads) {
    // A load the testbed cannot offer will not be offered by the next repeat either.
    if (load.undecided) continue;
    const { intendedLoad } = load;
    const outcome = yield* attempt({ frameSize, duration, intendedLoad }, retries);
    load.trials.push(...outcome.trials);
    load.undecided = outcome.state === 'undecided';
  }
}

const resultOf = (loads: readonly SweptLoad[]): LoadSweepResult => ({
  test: 'load-sweep',
  loads: loads.map(({ intendedLoad, trials }) => loadFiguresOf(intendedLoad, trials)),
});

/**
 * Offered load against forwarding rate: each load with all its repeats, in the order asked for. An
 * invalid trial is repeated at most `retries` times and stays in the result; a load that cannot be
 * measured at all is not repeated.
 */
export function* loadSweep(
  shape: TrialShape,
  goal: LoadSweepGoal,
  retries = RETRIES,
): Procedure<LoadSweepResult> {
  const { repeats, order = 'as-given', seed = 1 } = goal;
  const loads = begin(goal);
  const inTurn = loads.flatMap((load) => Array.from({ length: repeats }, () => load));
  const all = order === 'random' ? shuffled(inTurn, seededRandom(seed)) : inTurn;
  yield* offerEach(all, shape, retries);
  return resultOf(loads);
}

/** The same in blocks, each of which has every load once, in the order asked for. */
export function* loadSweepInBlocks(
  shape: TrialShape,
  goal: LoadSweepGoal,
  retries = RETRIES,
): Blocks<LoadSweepResult> {
  const { repeats, order = 'as-given', seed = 1 } = goal;
  const loads = begin(goal);
  const random = seededRandom(seed);
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    yield offerEach(order === 'random' ? shuffled(loads, random) : loads, shape, retries);
  }
  return resultOf(loads);
}

/** How many trials a sweep takes when none is invalid. */
export const loadSweepTrials = ({ intendedLoads, repeats }: LoadSweepGoal): number =>
  intendedLoads.length * repeats;
