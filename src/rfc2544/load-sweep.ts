import type { Pps } from '../model/units.js';
import { attempt, RETRIES } from './attempt.js';
import type { Procedure, TrialShape } from './procedure.js';

/** Which loads to offer, and how often each. */
export interface LoadSweepGoal {
  readonly offeredLoads: readonly Pps[];
  readonly repeats: number;
}

/** The trials at each load, in the order they ran, invalid ones among them. */
export interface LoadSweepResult {
  readonly test: 'load-sweep';
  readonly loads: {
    readonly intendedLoad: Pps;
    /** Sequence numbers. */
    readonly trials: number[];
  }[];
}

/**
 * Offered load against forwarding rate: each load in the order given, with all its repeats.
 * An invalid trial is done over at most `retries` times and stays in the result; a load that
 * cannot be measured at all is not repeated.
 */
export function* loadSweep(
  { frameSize, duration }: TrialShape,
  { offeredLoads, repeats }: LoadSweepGoal,
  retries = RETRIES,
): Procedure<LoadSweepResult> {
  const loads: LoadSweepResult['loads'] = [];
  for (const intendedLoad of offeredLoads) {
    const trials: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const outcome = yield* attempt({ frameSize, duration, intendedLoad }, retries);
      trials.push(...outcome.trials.map(({ sequence }) => sequence));
      // A load the testbed cannot offer will not be offered by the next repeat either.
      if (outcome.state === 'undecided') break;
    }
    loads.push({ intendedLoad, trials });
  }
  return { test: 'load-sweep', loads };
}

/** How many trials a sweep takes when none is invalid. */
export const loadSweepTrials = ({ offeredLoads, repeats }: LoadSweepGoal): number =>
  offeredLoads.length * repeats;
