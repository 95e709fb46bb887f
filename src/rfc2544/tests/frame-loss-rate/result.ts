import { z } from 'zod';
import { rate } from '../../../model/quantity-schema.js';
import { trialNumbers } from '../../../model/trial-schema.js';

export const frameLossRateResultSchema = z.strictObject({
  test: z.literal('frame-loss-rate'),
  loads: z
    .array(
      z.strictObject({
        intendedLoad: rate('Over all sending ports'),
        trials: trialNumbers('all at this load; the last is the valid one, if one is'),
        decided: z.boolean().describe('false where every trial was invalid'),
      }),
    )
    .describe('From the maximum load down'),
  endedLossFree: z.boolean().describe('Whether it ended with two successive loads free of loss'),
});

/** The trials at each load, from the highest down. */
export type FrameLossRateResult = z.output<typeof frameLossRateResultSchema>;
