import type { TestbedFile } from '../../config/testbed/testbed-file.js';
import { CALIBRATION_TRIALS } from '../../rfc2544/calibration/trial-counts.js';
import { inSeconds } from '../../model/units.js';
import { calibrationCost, costsTogether, mostCost, NO_COST, type Cost } from './cost.js';
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
  /** Of them, those that calibrate the tester; absent where it is not calibrated. */
  readonly calibrationTrials?: Pick<TrialPlan, 'expected' | 'most'> | undefined;
}

const planned = ({ trials, time }: Cost): PlannedTrials => ({ trials, seconds: inSeconds(time) });

/** A playbook on links, and perhaps on a tester that is calibrated. */
type PlannedMeasuring = PlannedRun & Pick<TestbedFile, 'calibration'>;

/** What calibration takes if the tester carries the line rate and no trial is invalid, and at most. */
const calibrationOf = ({ playbook, calibration }: PlannedMeasuring) => {
  if (calibration === undefined) return undefined;
  const { least, most } = CALIBRATION_TRIALS[calibration === 'bridge' ? 'bridge' : 'cable'];
  return { expected: calibrationCost(playbook, least), most: calibrationCost(playbook, most) };
};

/**
 * The trials of a playbook: those that its procedures take on simulated devices, and the most.
 * @throws Interrupted
 */
export const trialPlanOf = async (
  run: PlannedMeasuring,
  signal?: AbortSignal,
): Promise<TrialPlan> => {
  const doing = `planning ${run.playbook.name}`;
  const expected = await collect(expectedTrials(run, FIRST_GUESS), doing, signal);
  const most = mostCost(run.playbook, run.linkSpeed);
  const calibration = calibrationOf(run);
  const { expected: least = NO_COST, most: longest = NO_COST } = calibration ?? {};
  return {
    expected: planned(costsTogether([...expected.map(({ cost }) => cost), least])),
    most: planned(costsTogether([most, longest])),
    ...(calibration && {
      calibrationTrials: {
        expected: planned(calibration.expected),
        most: planned(calibration.most),
      },
    }),
  };
};
