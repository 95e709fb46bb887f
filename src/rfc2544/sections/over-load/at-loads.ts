import {
  forwardingRate,
  frameLossRatio,
  offeredLoad,
  type TrialResult,
} from '../../../model/trial.js';
import type { Pps } from '../../../model/units.js';
import type { TrialOf } from '../context.js';
import type { TrialsByLoad } from './load-table.js';
import { medianTrial, validTrials } from '../median-trial.js';
import { CARRIED } from '../../trials/loss-free.js';

/** What is forwarded at a load: the trial of median rate among the valid ones. */
export interface Forwarded {
  /** The intended load, by which trials are grouped. */
  readonly load: Pps;
  /** The offered load. */
  readonly offered: Pps;
  readonly rate: Pps;
  readonly trial: TrialResult;
}

/** What was forwarded at each load of a sweep that has a valid trial. */
export const forwardedOf = ({ loads }: TrialsByLoad, trialOf: TrialOf): readonly Forwarded[] =>
  loads.flatMap(({ intendedLoad: load, trials }): Forwarded[] => {
    const trial = medianTrial(validTrials(trials, trialOf));
    return trial === undefined
      ? []
      : [{ load, offered: offeredLoad(trial), rate: forwardingRate(trial), trial }];
  });

/** Whether nearly nothing was lost at a load. */
export const isCarried = ({ trial }: Forwarded): boolean => frameLossRatio(trial) <= CARRIED;
