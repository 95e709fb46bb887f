import type { LoadChange, TrialRequest } from '../../model/trial.js';
import { nanoseconds, type Nanoseconds, type Pps } from '../../model/units.js';

/** One load of a trial, and what was offered of it. */
export interface OfferedPart {
  readonly intendedLoad: Pps;
  readonly offered: number;
  readonly duration: Nanoseconds;
}

/** A generator's own counts. */
export interface Offering {
  readonly offered: number;
  readonly duration: Nanoseconds;
}

/**
 * What was offered, load by load. The number of frames is fixed: where the load is changed late,
 * there are more frames of the first load than were intended, and fewer of the second.
 */
export const offeredParts = (
  { intendedLoad, secondLoad }: TrialRequest,
  { offered, duration }: Offering,
  change?: LoadChange,
): readonly OfferedPart[] => {
  if (secondLoad === undefined || change === undefined) {
    return [{ intendedLoad, offered, duration }];
  }
  const rest = nanoseconds(Math.max(0, duration - change.at));
  return [
    { intendedLoad, offered: change.offered, duration: change.at },
    { intendedLoad: secondLoad.intendedLoad, offered: offered - change.offered, duration: rest },
  ];
};
