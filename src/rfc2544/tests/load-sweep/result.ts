import { z } from 'zod';
import type { DeepReadonly } from '../../../model/deep-readonly.js';
import { loadFigures } from '../../trials/load-figures-schema.js';

export const loadSweepResultSchema = z
  .strictObject({
    test: z.literal('load-sweep'),
    loads: z
      .array(z.strictObject(loadFigures))
      .describe('In the order given, not that of the trials'),
  })
  .describe('The trials at each load');

/** The trials at each load, in the order they ran, including invalid ones. */
export type LoadSweepResult = DeepReadonly<z.output<typeof loadSweepResultSchema>>;
