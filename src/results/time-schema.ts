import { z } from 'zod';
import { clockBound } from './latency-schema.js';
import {
  duration,
  invalidReason,
  notApplicable,
  rate,
  resetKind,
  sequence,
} from './trial-schema.js';

const times = {
  times: z.array(duration).min(1).describe('One for each repeat'),
  average: duration,
  minimum: duration,
  maximum: duration,
};
const repeatedTime = {
  state: z.literal('measured'),
  ...times,
  trials: z.array(sequence).describe('Numbers of lines in trials.ndjson, one for each repeat'),
};

const undecided = z
  .strictObject({ state: z.literal('undecided'), causes: z.array(invalidReason) })
  .describe('A trial could not be made; not the DUT’s doing');

/** A load of a test that may turn out not to apply. */
const loadOfTest = rate.nullable().describe('null where the test does not apply');

/** What a latency test came to. */
export const latencyResult = z.strictObject({
  test: z.literal('latency'),
  definition: z
    .literal('store-and-forward')
    .describe('Of RFC 1242 section 3.8: from the last bit in to the first bit out'),
  load: loadOfTest,
  outcome: z.discriminatedUnion('state', [
    z.strictObject({
      ...repeatedTime,
      averageBounds: z
        .strictObject({ atLeast: duration, atMost: duration })
        .describe('Where the average is for certain'),
      clocks: clockBound.describe('Of the repeat in which least was known of them'),
      lost: z.int().min(0).describe('Repeats whose tagged frame was lost: they have no time'),
    }),
    z.strictObject({ state: z.literal('lost') }).describe('Every tagged frame was lost'),
    undecided,
    notApplicable,
  ]),
});

/** What a system recovery test came to. */
export const systemRecoveryResult = z.strictObject({
  test: z.literal('system-recovery'),
  overloadLoad: loadOfTest,
  reducedLoad: loadOfTest,
  outcome: z.discriminatedUnion('state', [
    z
      .strictObject({
        ...repeatedTime,
        unrecovered: z
          .int()
          .min(0)
          .describe('Repeats in which frames were lost until the end: their time is a lower bound'),
        exactTo: duration.describe('By how much a time may be too short or too long, at most'),
      })
      .describe('From the end of the overload to the last frame lost'),
    z
      .strictObject({ state: z.literal('not-overloaded') })
      .describe('No frame was lost at the load that was to be too high'),
    undecided,
    notApplicable,
  ]),
});

/** What a reset test came to. */
export const resetResult = z.strictObject({
  test: z.literal('reset'),
  kind: resetKind,
  load: loadOfTest,
  outcome: z.discriminatedUnion('state', [
    z
      .strictObject({
        ...repeatedTime,
        unfinished: z
          .int()
          .min(0)
          .describe('Repeats in which no frame came again: their time is a lower bound'),
        byTimeStamps: z
          .strictObject(times)
          .exactOptional()
          .describe('From the last frame before to the first after, by the sink (RFC 6201)'),
      })
      .describe('How long no frame came through: frames lost over the rate they were offered at'),
    undecided,
    notApplicable,
  ]),
});
