import { inSeconds } from '../../model/units.js';
import { costsTogether, mostCost, type Cost } from './cost.js';
import { expectedTrials, type PlannedRun } from './expected-trials.js';
import { FIRST_GUESS } from './guess.js';

/** Trials, and how long they take with the pauses that the playbook asks for. */
export interface PlannedTrials {
  readonly trials: number;
  readonly seconds: number;
}

/** How much a run is. */
export interface TrialPlan {
  /** On the devices that `vrbench run --simulate` has for the data planes. */
  readonly expected: PlannedTrials;
  /** On any device, when no trial is invalid. */
  readonly most: PlannedTrials;
}

const planned = ({ trials, time }: Cost): PlannedTrials => ({ trials, seconds: inSeconds(time) });

/** The trials of a playbook: those that its procedures take on simulated devices, and the most. */
export const trialPlanOf = (run: PlannedRun): TrialPlan => ({
  expected: planned(costsTogether(expectedTrials(run, FIRST_GUESS).map(({ cost }) => cost))),
  most: planned(mostCost(run.playbook, run.linkSpeed)),
});
