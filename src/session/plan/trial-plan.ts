import { inSeconds } from '../../model/units.js';
import { costsTogether, mostCost, type Cost } from './cost.js';
import { collect } from './collect.js';
import { expectedTrials } from './expected-trials.js';
import type { PlannedRun } from '../run/planned-run.js';
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

/**
 * The trials of a playbook: those that its procedures take on simulated devices, and the most.
 * @throws Interrupted
 */
export const trialPlanOf = async (run: PlannedRun, signal?: AbortSignal): Promise<TrialPlan> => {
  const doing = `planning ${run.playbook.name}`;
  const expected = await collect(expectedTrials(run, FIRST_GUESS), doing, signal);
  const most = mostCost(run.playbook, run.linkSpeed);
  return {
    expected: planned(costsTogether(expected.map(({ cost }) => cost))),
    most: planned(most),
  };
};
