import { z } from 'zod';
import type { DeepReadonly } from '../../../model/deep-readonly.js';
import { clockBound } from '../../../model/schema/latency.js';
import { count, duration } from '../../../model/schema/quantity.js';
import { trialNumbers } from '../../../model/schema/trial.js';
import {
  loadOfTest,
  notApplicable,
  repeatedTime,
  undecided,
} from '../../at-throughput/result-schema.js';

export const latencyResultSchema = z.strictObject({
  test: z.literal('latency'),
  definition: z
    .literal('store-and-forward')
    .describe('Of RFC 1242 section 3.8: from the last bit in to the first bit out'),
  load: loadOfTest('The throughput'),
  outcome: z.discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('measured'),
      ...repeatedTime,
      averageBounds: z
        .strictObject({
          atLeast: duration('The average is certainly no less'),
          atMost: duration('The average is certainly no more'),
        })
        .describe('Where the average is for certain'),
      clocks: clockBound.describe('Of the repeat in which least was known of them'),
      lost: count('Repeats whose tagged frame was lost: they have no time'),
      trials: trialNumbers('one for each repeat'),
    }),
    z.strictObject({ state: z.literal('lost') }).describe('Every tagged frame was lost'),
    undecided,
    notApplicable,
  ]),
});

/** How long the tagged frames took. */
export type LatencyResult = DeepReadonly<z.output<typeof latencyResultSchema>>;
export type LatencyOutcome = LatencyResult['outcome'];
