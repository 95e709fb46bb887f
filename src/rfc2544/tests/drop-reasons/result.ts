import { z } from 'zod';
import type { DeepReadonly } from '../../../model/deep-readonly.js';
import { sequence } from '../../../model/schema/trial.js';
import { loadOfTest, notApplicable, undecided } from '../../at-throughput/result-schema.js';

export const dropReasonsResultSchema = z
  .strictObject({
    test: z.literal('drop-reasons'),
    load: loadOfTest('Intended in the trial, above the throughput'),
    outcome: z.discriminatedUnion('state', [
      z.strictObject({
        state: z.literal('made'),
        trial: sequence.describe('Number of the trial, which has the reasons (dropReasons)'),
      }),
      undecided,
      notApplicable,
    ]),
  })
  .describe('A diagnosis: it has no figure of the DUT, only the number of its trial');

/** Which trial traced why frames are dropped. */
export type DropReasonsResult = DeepReadonly<z.output<typeof dropReasonsResultSchema>>;
