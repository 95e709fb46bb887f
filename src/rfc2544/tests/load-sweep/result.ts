import { z } from 'zod';
import { rate } from '../../../model/quantity-schema.js';
import { trialNumbers } from '../../../model/trial-schema.js';

export const loadSweepResultSchema = z
  .strictObject({
    test: z.literal('load-sweep'),
    loads: z
      .array(
        z.strictObject({
          intendedLoad: rate('Over all sending ports'),
          trials: trialNumbers('all at this load, invalid ones among them'),
        }),
      )
      .describe('In the order given, whatever the order of the trials'),
  })
  .describe('The trials at each load');

/** The trials at each load, in the order they ran, invalid ones among them. */
export type LoadSweepResult = z.output<typeof loadSweepResultSchema>;
