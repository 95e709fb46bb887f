import { forwardingRate, frameLossRatio, isValid, offeredLoad } from '../../model/trial.js';
import { pps, type Pps } from '../../model/units.js';
import type { DecidedLoad } from '../conformance/evidence.js';
import type { LoadFigures } from './load-figures-schema.js';
import { medianTrial } from './median-trial.js';
import { fairnessOf } from './router-figures.js';
import type { EndedTrial, MeasuredTrial } from './procedure.js';

/** Trials at a load, with figures of the valid ones. */
export const loadFiguresOf = (intendedLoad: Pps, trials: readonly EndedTrial[]): LoadFigures => {
  const valid = trials.filter((trial): trial is MeasuredTrial => isValid(trial.result));
  const median = medianTrial(valid);
  const rates = valid.map(({ result }) => forwardingRate(result));
  const fairness = median && fairnessOf(median.result);
  return {
    intendedLoad,
    trials: trials.map(({ sequence }) => sequence),
    validTrials: valid.length,
    figures:
      median === undefined
        ? null
        : {
            medianTrial: median.sequence,
            offeredLoad: offeredLoad(median.result),
            forwardingRate: forwardingRate(median.result),
            lossRatio: frameLossRatio(median.result),
            leastForwardingRate: pps(Math.min(...rates)),
            greatestForwardingRate: pps(Math.max(...rates)),
            ...(fairness !== undefined && { fairness }),
          },
  };
};

/** The loads that were measured, each by the trial that its figures are of. */
export const decidedLoads = (
  loads: readonly Pick<LoadFigures, 'intendedLoad' | 'figures'>[],
): readonly DecidedLoad[] =>
  loads.flatMap(({ intendedLoad, figures }) =>
    figures === null ? [] : [{ load: intendedLoad, trials: [figures.medianTrial] }],
  );
