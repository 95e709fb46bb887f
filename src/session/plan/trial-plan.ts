import { setImmediate } from 'node:timers/promises';
import { Interrupted } from '../../model/failure.js';
import { groupBy } from '../../model/group-by.js';
import { inSeconds } from '../../model/units.js';
import { cellsOf, type RunCell } from '../run/cell.js';
import { costsTogether, mostCost, type Cost } from './cost.js';
import { conditionsOf, expectedTrials } from './expected-trials.js';
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

/** Cells one after the other that find the throughput for each other. */
const byConditions = (cells: readonly RunCell[]): readonly (readonly RunCell[])[] => [
  ...groupBy(cells, conditionsOf).values(),
];

/**
 * The trials of a playbook: those that its procedures take on simulated devices, and the most.
 * @throws Interrupted
 */
export const trialPlanOf = async (run: PlannedRun, signal?: AbortSignal): Promise<TrialPlan> => {
  const costs: Cost[] = [];
  for (const cells of byConditions(cellsOf(run.playbook))) {
    // Thousands of cells take a while; in between, ^C is noticed.
    await setImmediate();
    if (signal?.aborted === true) throw new Interrupted(`planning ${run.playbook.name}`);
    costs.push(...expectedTrials(run, FIRST_GUESS, cells).map(({ cost }) => cost));
  }
  const most = mostCost(run.playbook, run.linkSpeed);
  return { expected: planned(costsTogether(costs)), most: planned(most) };
};
