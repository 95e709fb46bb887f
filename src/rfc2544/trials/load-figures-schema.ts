import { z } from 'zod';
import type { DeepReadonly } from '../../model/deep-readonly.js';
import { count, rate, ratio } from '../../model/schema/quantity.js';
import { sequence, trialNumbers } from '../../model/schema/trial.js';

const figures = z
  .strictObject({
    medianTrial: sequence.describe('The trial of median forwarding rate, the lower of two'),
    offeredLoad: rate('Of that trial'),
    forwardingRate: rate('Of that trial'),
    lossRatio: ratio('Frames lost of those offered in that trial'),
    leastForwardingRate: rate('Of all valid trials'),
    greatestForwardingRate: rate('Of all valid trials'),
    fairness: ratio(
      "Jain's index of what each router received of what it was offered, in that trial; absent for a single" +
        ' router, and if no counter tells the frames of routers apart',
    ).exactOptional(),
  })
  .describe('Figures of the valid trials at a load');

/** The keys of a load and what was measured at it, in a result by load. */
export const loadFigures = {
  intendedLoad: rate('Aggregate over all sending ports'),
  trials: trialNumbers('all at this load in the order they ran, including invalid ones'),
  validTrials: count('How many of them are valid'),
  figures: figures.nullable().describe('null if no trial was valid'),
};

/** A load and what was measured at it. */
export type LoadFigures = DeepReadonly<z.output<z.ZodObject<typeof loadFigures>>>;
