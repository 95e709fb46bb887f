import { median } from '../../model/numbers/statistics.js';
import {
  forwardingRate,
  frameLossRatio,
  offeredLoad,
  type TrialResult,
} from '../../model/trial.js';
import { validTrials } from '../../rfc2544/sections/median-trial.js';
import { testOf } from '../../rfc2544/tests/index.js';
import type { MeasuredPlace } from './measured.js';

/** All valid trials at one load. */
export interface CurvePoint {
  /** The median of the offered load, in frames/s. */
  readonly offered: number;
  /** The forwarding rate of each trial. */
  readonly rates: readonly number[];
  /** Their median. */
  readonly rate: number;
  /** The median frame loss ratio. */
  readonly lossRatio: number;
  /** At least one. */
  readonly trials: readonly TrialResult[];
}

const pointOf = (trials: readonly TrialResult[]): CurvePoint => {
  const rates = trials.map(forwardingRate);
  return {
    offered: median(trials.map(offeredLoad)),
    rates,
    rate: median(rates),
    lossRatio: median(trials.map(frameLossRatio)),
    trials,
  };
};

/** The forwarding rate at each load with a valid trial, lowest load first. */
export const curveOf = ({ results, trialOf }: MeasuredPlace): readonly CurvePoint[] =>
  results
    .flatMap((result) => testOf(result).byLoad?.(result) ?? [])
    .flatMap(({ trials }) => {
      const valid = validTrials(trials, trialOf);
      return valid.length === 0 ? [] : [pointOf(valid)];
    })
    .toSorted((one, other) => one.offered - other.offered);
