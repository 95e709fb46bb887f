import { z } from 'zod';
import { goalResult } from './search-goal-schema.js';
import { latencyResult, resetResult, systemRecoveryResult } from './time-schema.js';
import { duration, frames, invalidReason, notApplicable, rate, sequence } from './trial-schema.js';

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

const backToBackMeasured = z
  .strictObject({
    state: z.literal('measured'),
    lengths: z
      .array(frames)
      .min(1)
      .describe('Frames in the longest burst that lost none, per repeat; 0 where every burst did'),
    longestBurst: frames.describe('The longest that could be tried'),
    unbounded: z
      .int()
      .min(0)
      .describe('Repeats in which the longest burst tried lost none: a lower bound'),
    average: z.number().min(0),
    minimum: frames,
    maximum: frames,
    standardDeviation: z.number().min(0),
    impliedBufferTime: duration.describe('How long the average burst lasts'),
    correctedBufferTime: duration.describe('The same less what was forwarded meanwhile'),
  })
  .describe('Over all repeats (RFC 9004 section 6.4)');

const backToBackResult = z.strictObject({
  test: z.literal('back-to-back'),
  step: z.int().min(1).describe('How exact the lengths are, in frames'),
  outcome: z.discriminatedUnion('state', [
    backToBackMeasured,
    notApplicable,
    z
      .strictObject({
        state: z.literal('undecided'),
        burst: frames,
        causes: z.array(invalidReason),
      })
      .describe('A burst could not be measured; not the DUT’s doing'),
  ]),
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
  backToBackResult,
  mlrSearchResult,
  latencyResult,
  systemRecoveryResult,
  resetResult,
]);

export type ProcedureResult = z.output<typeof procedureResult>;
export type BackToBackOutcome = z.output<typeof backToBackResult>['outcome'];
export type ThroughputOutcome = z.output<typeof throughputResult>['outcome'];
