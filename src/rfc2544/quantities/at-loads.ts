import { forwardingRate, frameLossRatio, type TrialFigures } from '../../model/trial.js';
import type { LoadFigures } from '../trials/load-figures-schema.js';
import type { FigureTrialOf, Repeat, RepeatedFigure } from './quantity.js';

/** A value of every valid trial. */
export const inTrials =
  (trials: readonly number[], valueOf: (trial: TrialFigures) => number | undefined) =>
  (trialOf: FigureTrialOf): readonly Repeat[] =>
    trials.flatMap((sequence) => {
      const trial = trialOf(sequence);
      const value = trial && valueOf(trial);
      return value === undefined ? [] : [{ value, trial: sequence }];
    });

type Measured = NonNullable<LoadFigures['figures']>;

const atLoads = (
  loads: readonly LoadFigures[],
  valueOf: (figures: Measured) => number,
  ofTrial: (trial: TrialFigures) => number,
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
