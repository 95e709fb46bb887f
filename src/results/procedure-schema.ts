import { z } from 'zod';
import { goalResult } from './search-goal-schema.js';
import { invalidReason, rate, sequence } from './trial-schema.js';

const trials = z.array(sequence).describe('Numbers of lines in trials.ndjson');

const loadSweepResult = z.strictObject({
  test: z.literal('load-sweep'),
  loads: z.array(z.strictObject({ intendedLoad: rate, trials })),
});

const lowerBound = z
  .strictObject({ load: rate, offeredLoad: rate, trial: sequence })
  .describe('The highest load found that lost no frame; the offered load is the throughput');

const upperBound = z
  .discriminatedUnion('reason', [
    z.strictObject({ reason: z.literal('loss'), load: rate, trial: sequence }),
    z.strictObject({
      reason: z.literal('undecided'),
      load: rate,
      trials,
      causes: z.array(invalidReason),
    }),
  ])
  .describe('The next higher load, and why it is no lower bound; undecided is not the DUT’s doing');

const throughputResult = z.strictObject({
  test: z.literal('throughput'),
  outcome: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('found'), lower: lowerBound, upper: upperBound }),
    z
      .strictObject({ state: z.literal('maximum'), lower: lowerBound })
      .describe('No loss at the maximum load'),
    z
      .strictObject({ state: z.literal('zero'), upper: upperBound })
      .describe('Loss even at the minimum load: below it, reported as 0'),
    z
      .strictObject({ state: z.literal('undecided'), upper: upperBound })
      .describe('Not even the minimum load could be measured'),
  ]),
});

const frameLossRateResult = z.strictObject({
  test: z.literal('frame-loss-rate'),
  loads: z
    .array(
      z.strictObject({
        intendedLoad: rate,
        trials,
        decided: z.boolean().describe('false where every trial was invalid'),
      }),
    )
    .describe('From the maximum load down'),
  endedLossFree: z.boolean().describe('Whether it ended with two successive loads free of loss'),
});

const mlrSearchResult = z.strictObject({
  test: z.literal('mlrsearch'),
  width: z
    .strictObject({ type: z.literal('relative'), value: z.number().gt(0).lt(1) })
    .describe('How far apart regular bounds may be, relative to the upper one'),
  loads: z.literal('aggregate').describe('Loads are sums over all ingress ports'),
  goals: z.array(goalResult),
});

/** What a procedure came to; `test` tells which it was. */
export const procedureResult = z.discriminatedUnion('test', [
  loadSweepResult,
  throughputResult,
  frameLossRateResult,
  mlrSearchResult,
]);

export type ProcedureResult = z.output<typeof procedureResult>;
export type ThroughputOutcome = z.output<typeof throughputResult>['outcome'];
