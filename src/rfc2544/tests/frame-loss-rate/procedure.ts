import { pps, type Pps } from '../../../model/units.js';
import { attempt, RETRIES } from '../../trials/attempt.js';
import type { FrameLossRateResult } from './result.js';
import { lossFree } from '../../trials/loss-free.js';
import { loadFiguresOf } from '../../trials/load-figures.js';
import { exactPacing, type Pacing } from '../../trials/pacing.js';
import type { Procedure, TrialShape } from '../../trials/procedure.js';

/** The loads of a frame loss rate test. */
export interface FrameLossRateGoal {
  /** The maximum frame rate of the media, or less if the playbook says so. */
  readonly maximumLoad: Pps;
  /** Between two loads, as a fraction of the maximum: at most 0.1. */
  readonly step: number;
}

const LARGEST_STEP = 0.1;

/** How many loads it has: the maximum, and one for each whole step below it. */
export const loadCount = (step: number): number => Math.ceil(1 / step - 1e-9);

const loadsOf = ({ maximumLoad, step }: FrameLossRateGoal): readonly Pps[] => {
  if (!(step > 0 && step <= LARGEST_STEP)) {
    throw new RangeError(
      `steps are at most 10 % of the maximum (RFC 2544 section 26.3), got ${step}`,
    );
  }
  return Array.from({ length: loadCount(step) }, (_, index) =>
    pps(maximumLoad * (1 - index * step)),
  );
};

/** Loads that are different traffic, each the first of those that generators cannot tell apart. */
const distinct = (loads: readonly Pps[], pacing: Pacing): readonly Pps[] => {
  const seen = new Set<Pps>();
  return loads.filter((load) => {
    const effective = pacing(load);
    return !seen.has(effective) && seen.add(effective);
  });
};

/**
 * Frame loss rate (RFC 2544 section 26.3): from the maximum load downwards in equal steps, until
 * two successive loads lose nothing. A load that cannot be measured breaks such a pair and is
 * skipped.
 * @throws RangeError for a step above 10 %
 */
export function* frameLossRate(
  { frameSize, duration, pacing = exactPacing }: TrialShape,
  goal: FrameLossRateGoal,
  retries = RETRIES,
): Procedure<FrameLossRateResult> {
  const loads: FrameLossRateResult['loads'][number][] = [];
  let successive = 0;
  for (const intendedLoad of distinct(loadsOf(goal), pacing)) {
    const outcome = yield* attempt({ frameSize, duration, intendedLoad }, retries);
    const decided = outcome.state === 'measured';
    loads.push({ ...loadFiguresOf(intendedLoad, outcome.trials), decided });
    successive = decided && lossFree(outcome.trial.result) ? successive + 1 : 0;
    if (successive === 2) break;
  }
  return { test: 'frame-loss-rate', loads, endedLossFree: successive === 2 };
}

/** The lowest load it tries if every load before it loses frames. */
export const lowestLoadOf = (goal: FrameLossRateGoal): Pps =>
  loadsOf(goal).at(-1) ?? goal.maximumLoad;

/** The most trials a frame loss rate test takes when none is invalid. */
export const frameLossRateTrials = (goal: FrameLossRateGoal): number => loadsOf(goal).length;
