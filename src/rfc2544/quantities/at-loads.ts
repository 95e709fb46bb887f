import { forwardingRate, frameLossRatio, isValid, type TrialResult } from '../../model/trial.js';
import type { TrialOf } from '../sections/context.js';
import type { LoadFigures } from '../trials/load-figures-schema.js';
import type { Repeat, RepeatedFigure } from './quantity.js';

/** A value of every valid trial. */
export const inTrials =
  (trials: readonly number[], valueOf: (trial: TrialResult) => number | undefined) =>
  (trialOf: TrialOf): readonly Repeat[] =>
    trials.flatMap((sequence) => {
      const trial = trialOf(sequence);
      const value = trial !== undefined && isValid(trial) ? valueOf(trial) : undefined;
      return value === undefined ? [] : [{ value, trial: sequence }];
    });

type Measured = NonNullable<LoadFigures['figures']>;

const atLoads = (
  loads: readonly LoadFigures[],
  valueOf: (figures: Measured) => number,
  ofTrial: (trial: TrialResult) => number,
): readonly RepeatedFigure[] =>
  loads.flatMap(({ intendedLoad, trials, figures }) =>
    figures === null
      ? []
      : [
          {
            basis: 'repeats',
            at: { load: intendedLoad },
            value: valueOf(figures),
            repeats: inTrials(trials, ofTrial),
          },
        ],
  );

/** What was forwarded at each load. */
export const forwardingRates = (loads: readonly LoadFigures[]): readonly RepeatedFigure[] =>
  atLoads(loads, (figures) => figures.forwardingRate, forwardingRate);

/** What was lost at each load. */
export const lossRatios = (loads: readonly LoadFigures[]): readonly RepeatedFigure[] =>
  atLoads(loads, ({ lossRatio }) => lossRatio, frameLossRatio);

/** The most that was forwarded at any load (RFC 2285 section 3.6.3). */
export const maximumForwardingRate = (loads: readonly LoadFigures[]): readonly RepeatedFigure[] => {
  const [highest] = forwardingRates(loads).toSorted(
    (one, other) => (other.value ?? 0) - (one.value ?? 0),
  );
  return highest === undefined ? [] : [{ ...highest, at: undefined }];
};
