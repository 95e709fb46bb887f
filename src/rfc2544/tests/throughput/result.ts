import { z } from 'zod';
import type { DeepReadonly } from '../../../model/deep-readonly.js';
import { rate, ratio } from '../../../model/schema/quantity.js';
import { invalidReason, sequence, trialNumbers } from '../../../model/schema/trial.js';

const lowerBound = z
  .strictObject({
    load: rate('Intended load over all sending ports'),
    offeredLoad: rate('Offered load in that trial: this is the throughput'),
    trial: sequence,
  })
  .describe('The highest load found that lost no frame');

const lossAbove = z.strictObject({
  reason: z.literal('loss'),
  load: rate('Intended load of the trial'),
  trial: sequence,
});

const undecidedAbove = z
  .strictObject({
    reason: z.literal('undecided'),
    load: rate('Intended load of the trials'),
    mostOffered: rate('Highest offered load in them').exactOptional(),
    trials: trialNumbers('all at this load'),
    causes: z.array(invalidReason),
  })
  .describe('It could not be measured: no statement about the DUT');

const upperBound = z
  .discriminatedUnion('reason', [lossAbove, undecidedAbove])
  .describe('The next higher load, and why it is no lower bound');

const outcome = z.discriminatedUnion('state', [
  z
    .strictObject({
      state: z.literal('found'),
      lower: lowerBound,
      upper: lossAbove.describe('The next higher load, with its loss'),
    })
    .describe('Loss at the next higher load'),
  z
    .strictObject({ state: z.literal('limited'), lower: lowerBound, upper: undecidedAbove })
    .describe('No loss up to the most that could be measured: a lower bound of the throughput'),
  z
    .strictObject({ state: z.literal('maximum'), lower: lowerBound })
    .describe('No loss at the maximum load'),
  z
    .strictObject({ state: z.literal('zero'), upper: upperBound })
    .describe('Loss even at the minimum load: the throughput is below it, reported as 0'),
  z
    .strictObject({ state: z.literal('undecided'), upper: upperBound })
    .describe('Not even the minimum load could be measured'),
]);

export const throughputResultSchema = z.strictObject({
  test: z.literal('throughput'),
  resolution: ratio(
    'Largest permitted distance of the bounds, relative to the upper',
  ).exactOptional(),
  outcome: outcome.describe(
    'How the search ended; of repeated searches the one with median throughput, the lower of two',
  ),
  repeats: z
    .array(outcome)
    .min(2)
    .exactOptional()
    .describe('How each search ended, in the order they were made; absent if there was one'),
});

/** The result of a throughput search. */
export type ThroughputResult = DeepReadonly<z.output<typeof throughputResultSchema>>;
export type ThroughputOutcome = ThroughputResult['outcome'];
export type LowerBound = DeepReadonly<z.output<typeof lowerBound>>;
export type UpperBound = DeepReadonly<z.output<typeof upperBound>>;
