import type { Calibration } from '../../model/schema/setup/calibration.js';
import { MOST_LATENCIES } from './attempts.js';
import { MOST_LOADS } from './calibrate.js';

interface TrialCounts {
  /** If the tester carries the line rate and no trial is invalid. */
  readonly least: number;
  readonly most: number;
}

/** Calibration trials at each frame size. */
export const CALIBRATION_TRIALS: Readonly<Record<Calibration['through'], TrialCounts>> = {
  cable: { least: 2, most: MOST_LOADS + MOST_LATENCIES },
  bridge: { least: 1, most: MOST_LATENCIES },
};
