import type { Pps } from '../../../model/units.js';
import type { LoadSweepResult } from './result.js';
import { attempt, RETRIES } from '../../trials/attempt.js';
import { loadFiguresOf } from '../../trials/load-figures.js';
import type { EndedTrial, Procedure, TrialShape } from '../../trials/procedure.js';
import { seededRandom, shuffled } from '../../../model/numbers/random.js';

/** Which loads to offer, how often each, and in which order. */
export interface LoadSweepGoal {
  readonly intendedLoads: readonly Pps[];
  readonly repeats: number;
  /** Default `as-given`: each load with all its repeats. Random order keeps drift from favouring any load. */
  readonly order?: 'as-given' | 'random';
  /** Makes the random order the same each time. */
  readonly seed?: number;
}

/**
 * Offered load against forwarding rate: each load with all its repeats, in the order asked for.
 * An invalid trial is done over at most `retries` times and stays in the result; a load that
 * cannot be measured at all is not repeated.
 */
export function* loadSweep(
  { frameSize, duration }: TrialShape,
  { intendedLoads, repeats, order = 'as-given', seed = 1 }: LoadSweepGoal,
  retries = RETRIES,
): Procedure<LoadSweepResult> {
  const loads = intendedLoads.map((intendedLoad) => ({
    intendedLoad,
    trials: [] as EndedTrial[],
    undecided: false,
  }));
  const inTurn = loads.flatMap((load) => Array.from({ length: repeats }, () => load));
  for (const load of order === 'random' ? shuffled(inTurn, seededRandom(seed)) : inTurn) {
    // A load the testbed cannot offer will not be offered by the next repeat either.
    if (load.undecided) continue;
    const { intendedLoad } = load;
    const outcome = yield* attempt({ frameSize, duration, intendedLoad }, retries);
    load.trials.push(...outcome.trials);
    load.undecided = outcome.state === 'undecided';
  }
  return {
    test: 'load-sweep',
    loads: loads.map(({ intendedLoad, trials }) => loadFiguresOf(intendedLoad, trials)),
  };
}

/** How many trials a sweep takes when none is invalid. */
export const loadSweepTrials = ({ intendedLoads, repeats }: LoadSweepGoal): number =>
  intendedLoads.length * repeats;
