import { z } from 'zod';
import { resultWith, type TrialOf } from './result.js';

/** run.json of version 2 as one of version 3. @param trialOf the trials of its journal, by number */
export const runWith = (trialOf: TrialOf) =>
  z
    .looseObject({
      schemaVersion: z.literal(2),
      results: z.array(z.looseObject({ result: resultWith(trialOf) })),
    })
    .transform((run): unknown => ({ ...run, schemaVersion: 3 }));
