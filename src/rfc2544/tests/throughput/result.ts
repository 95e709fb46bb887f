import { z } from 'zod';
import type { DeepReadonly } from '../../../model/deep-readonly.js';
import { rate } from '../../../model/schema/quantity.js';
import { invalidReason, sequence, trialNumbers } from '../../../model/schema/trial.js';

const lowerBound = z
  .strictObject({
    load: rate('Asked of the generator, over all sending ports'),
    offeredLoad: rate('What the generator really offered then: this is the throughput'),
    trial: sequence,
  })
  .describe('The highest load found that lost no frame');

const upperBound = z
  .discriminatedUnion('reason', [
    z.strictObject({ reason: z.literal('loss'), load: rate('Of the trial'), trial: sequence }),
    z
      .strictObject({
        reason: z.literal('undecided'),
        load: rate('Of the trials'),
        trials: trialNumbers('all at this load'),
        causes: z.array(invalidReason),
      })
      .describe('It could not be measured: no statement about the DUT'),
  ])
  .describe('The next higher load, and why it is no lower bound');

export const throughputResultSchema = z.strictObject({
  test: z.literal('throughput'),
  outcome: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('found'), lower: lowerBound, upper: upperBound }),
    z
      .strictObject({ state: z.literal('maximum'), lower: lowerBound })
      .describe('No loss at the maximum load'),
    z
      .strictObject({ state: z.literal('zero'), upper: upperBound })
      .describe('Loss even at the minimum load: the throughput is below it, reported as 0'),
    z
      .strictObject({ state: z.literal('undecided'), upper: upperBound })
      .describe('Not even the minimum load could be measured'),
  ]),
});

/** The result of a throughput search. */
export type ThroughputResult = DeepReadonly<z.output<typeof throughputResultSchema>>;
export type ThroughputOutcome = ThroughputResult['outcome'];
export type LowerBound = DeepReadonly<z.output<typeof lowerBound>>;
export type UpperBound = DeepReadonly<z.output<typeof upperBound>>;
