import type { LoadChange, TrialRequest } from '../../model/trial.js';
import { nanoseconds } from '../../model/units.js';
import type { Offering } from '../../model/network/offering.js';

/**
 * What was offered, load by load. The number of frames is fixed: if the load is changed late, there
 * are more frames of the first load than were intended, and fewer of the second.
 */
export const offeredParts = (
  { intendedLoad, effectiveLoad, secondLoad }: TrialRequest,
  { offered, duration }: Pick<Offering, 'offered' | 'duration'>,
  change?: LoadChange,
): readonly Offering[] => {
  if (secondLoad === undefined || change === undefined) {
    return [{ intendedLoad, effectiveLoad, offered, duration }];
  }
  const rest = nanoseconds(Math.max(0, duration - change.at));
  return [
    { intendedLoad, effectiveLoad, offered: change.offered, duration: change.at },
    {
      intendedLoad: secondLoad.intendedLoad,
      effectiveLoad: secondLoad.effectiveLoad,
      offered: offered - change.offered,
      duration: rest,
    },
  ];
};
