import { z } from 'zod';
import type { DeepReadonly } from '../../../model/deep-readonly.js';
import { duration, frames, ratio } from '../../../model/schema/quantity.js';
import { sequence, trialNumbers } from '../../../model/schema/trial.js';
import { loadOfTest, notApplicable, undecided } from '../../at-throughput/result-schema.js';

const period = z
  .strictObject({
    after: duration('How long the load had been offered before, without pauses'),
    trials: trialNumbers('the last is the valid one, if one is'),
    lossRatio: ratio('Frames lost of those offered; null if every trial was invalid').nullable(),
  })
  .describe('One trial, and invalid ones that were made before it');

export const soakResultSchema = z.strictObject({
  test: z.literal('soak'),
  load: loadOfTest('The load held'),
  outcome: z.discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('measured'),
      periods: z.array(period).min(1).describe('One after the other'),
      offered: frames('Offered in all valid trials'),
      lost: frames('Lost of them'),
      lossRatio: ratio('Frames lost of those offered'),
      firstLoss: sequence
        .describe('Number of the first trial that lost a frame; null if none did')
        .nullable(),
    }),
    undecided,
    notApplicable,
  ]),
});

/** Loss over time at one load. */
export type SoakResult = DeepReadonly<z.output<typeof soakResultSchema>>;
