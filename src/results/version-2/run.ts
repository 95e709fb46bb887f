import { z } from 'zod';
import { SINGLE_ROUTER } from '../../model/network/routers.js';
import type { TrialOf } from '../../rfc2544/sections/context.js';
import { resultWith } from './result.js';

/** There was at most one module, under another key. */
const setup = z
  .looseObject({ module: z.unknown().optional(), modules: z.unknown().optional() })
  .transform(({ module, ...rest }): unknown =>
    module === undefined ? rest : { ...rest, modules: module === null ? [] : [module] },
  )
  .nullable();

/**
 * Converts run.json of version 2, which had one router, to version 3. Version 1 ended up in the same form.
 * @param trialOf the trials of its journal, by number
 */
export const runWith = (trialOf: TrialOf) =>
  z
    .looseObject({
      schemaVersion: z.literal([1, 2]),
      setup,
      results: z.array(z.looseObject({ result: resultWith(trialOf) })),
    })
    .transform((run): unknown => ({ ...run, schemaVersion: 3, routers: SINGLE_ROUTER }));
