import { z } from 'zod';
import type { DeepReadonly } from '../../../model/deep-readonly.js';
import { loadFigures } from '../../trials/load-figures-schema.js';

export const frameLossRateResultSchema = z.strictObject({
  test: z.literal('frame-loss-rate'),
  loads: z
    .array(
      z.strictObject({
        ...loadFigures,
        decided: z.boolean().describe('false if every trial was invalid'),
      }),
    )
    .describe('From the maximum load down'),
  endedLossFree: z.boolean().describe('Whether it ended with two successive loads free of loss'),
});

/** The trials at each load, from the highest down. */
export type FrameLossRateResult = DeepReadonly<z.output<typeof frameLossRateResultSchema>>;
