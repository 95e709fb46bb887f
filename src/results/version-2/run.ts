import { z } from 'zod';
import { SINGLE_ROUTER } from '../../model/network/routers.js';
import type { TrialOf } from '../../rfc2544/sections/context.js';
import { resultWith } from './result.js';

/** run.json of version 2, when there was one router, as one of version 3. @param trialOf the trials of its journal, by number */
export const runWith = (trialOf: TrialOf) =>
  z
    .looseObject({
      schemaVersion: z.literal(2),
      results: z.array(z.looseObject({ result: resultWith(trialOf) })),
    })
    .transform((run): unknown => ({ ...run, schemaVersion: 3, routers: SINGLE_ROUTER }));
