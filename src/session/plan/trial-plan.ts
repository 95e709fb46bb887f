import type { TestbedFile } from '../../config/testbed/testbed-file.js';
import { CALIBRATION_TRIALS } from '../../rfc2544/calibration/trial-counts.js';
import { inSeconds } from '../../model/units.js';
import { calibrationCost, totalCost, mostCost, NO_COST, type Cost } from './cost.js';
import { collect } from './collect.js';
import { expectedTrials } from './expected-trials.js';
import type { PlannedRun } from '../run/planned-run.js';
import { FIRST_GUESS } from './guess.js';

/** A number of trials, and their duration with the playbook's pauses. */
export interface PlannedTrials {
  readonly trials: number;
  readonly seconds: number;
}

/** The number of trials and the duration of a run. */
export interface TrialPlan {
  /** On the devices that `vrbench run --simulate` uses for the data planes. */
  readonly expected: PlannedTrials;
  /** On any device, if no trial is invalid. */
  readonly most: PlannedTrials;
  /** Those of them that calibrate the tester; absent if it is not calibrated. */
  readonly calibrationTrials?: Pick<TrialPlan, 'expected' | 'most'> | undefined;
}

const planned = ({ trials, time }: Cost): PlannedTrials => ({ trials, seconds: inSeconds(time) });

/** A planned run, and the calibration cable if there is one. */
type PlannedMeasuring = PlannedRun & Pick<TestbedFile, 'calibration'>;

/** The cost of calibration if the tester carries the line rate and no trial is invalid, and the maximum. */
const calibrationOf = ({ playbook, calibration }: PlannedMeasuring) => {
  if (calibration === undefined) return undefined;
  const { least, most } = CALIBRATION_TRIALS[calibration === 'bridge' ? 'bridge' : 'cable'];
  return { expected: calibrationCost(playbook, least), most: calibrationCost(playbook, most) };
};

/**
 * The trials of a playbook: the number its procedures take on simulated devices, and the maximum.
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
    expected: planned(totalCost([...expected.map(({ cost }) => cost), least])),
    most: planned(totalCost([most, longest])),
    ...(calibration && {
      calibrationTrials: {
        expected: planned(calibration.expected),
        most: planned(calibration.most),
      },
    }),
  };
};
