import { z } from 'zod';
import type { DeepReadonly } from '../../../model/deep-readonly.js';
import { goalResultSchema } from '../../search/mlrsearch/result-schema.js';

export const mlrSearchResultSchema = z.strictObject({
  test: z.literal('mlrsearch'),
  width: z
    .strictObject({
      type: z.literal('relative'),
      value: z.number().gt(0).lt(1).describe('As a fraction of the upper bound'),
    })
    .describe('How far apart regular bounds may be'),
  loads: z.literal('aggregate').describe('Loads are sums over all sending ports'),
  goals: z.array(goalResultSchema).describe('In the order of the playbook'),
});

/** The result of a multiple loss ratio search, with what RFC 9971 requires to be reported. */
export type MlrSearchResult = DeepReadonly<z.output<typeof mlrSearchResultSchema>>;
