import { sum } from '../../../model/numbers/sum.js';
import { frameLossRatio } from '../../../model/trial.js';
import { nanoseconds, type Nanoseconds, type Pps } from '../../../model/units.js';
import type { DecidedLoad } from '../../conformance/evidence.js';
import { attempt, RETRIES } from '../../trials/attempt.js';
import { lossFree } from '../../trials/loss-free.js';
import type { MeasuredTrial, Procedure, TrialShape } from '../../trials/procedure.js';
import { soakTrials } from './playbook.js';
import type { SoakResult } from './result.js';

/** Which load is held, and for how long. */
export interface SoakGoal {
  readonly load: Pps;
  readonly trialDuration: Nanoseconds;
  readonly totalDuration: Nanoseconds;
}

/**
 * One load held over consecutive trials. A load that cannot be offered at all ends the soak at its
 * first trial; a later trial that stays invalid leaves a gap.
 */
export function* soak(
  { frameSize }: Pick<TrialShape, 'frameSize'>,
  goal: SoakGoal,
  retries = RETRIES,
): Procedure<SoakResult> {
  const { load, trialDuration: duration } = goal;
  const periods = [];
  const valid: MeasuredTrial[] = [];
  for (let index = 0; index < soakTrials(goal); index += 1) {
    const tried = yield* attempt({ frameSize, duration, intendedLoad: load }, retries);
    if (tried.state === 'undecided' && valid.length === 0) {
      return { test: 'soak', load, outcome: { state: 'undecided', causes: [...tried.reasons] } };
    }
    if (tried.state === 'measured') valid.push(tried.trial);
    periods.push({
      after: nanoseconds(index * duration),
      trials: tried.trials.map(({ sequence }) => sequence),
      lossRatio: tried.state === 'measured' ? frameLossRatio(tried.trial.result) : null,
    });
  }
  return { test: 'soak', load, outcome: { state: 'measured', periods, ...lossOf(valid) } };
}

/** The loss over all valid trials. */
const lossOf = (valid: readonly MeasuredTrial[]) => {
  const counts = valid.map(({ result }) => result.counts);
  const offered = sum(counts.map((each) => each.offered));
  const lost = sum(counts.map((each) => Math.max(0, each.offered - each.receivedBySink)));
  const firstLoss = valid.find(({ result }) => !lossFree(result))?.sequence ?? null;
  return { offered, lost, lossRatio: lost / offered, firstLoss };
};

/** The load at each of its valid trials: the last of a period is valid, if one is. */
export const decidedPeriods = ({ load, outcome }: SoakResult): readonly DecidedLoad[] =>
  load === null || outcome.state !== 'measured'
    ? []
    : outcome.periods
        .filter(({ lossRatio }) => lossRatio !== null)
        .map(({ trials }) => ({ load, trials: trials.slice(-1) }));
