import { z } from 'zod';
import { duration, invalidReason, rate, sequence } from './trial-schema.js';

const ratio = z.number().min(0).max(1);
const trials = z.array(sequence).describe('Numbers of valid trials in trials.ndjson');

const goal = z
  .strictObject({
    name: z.string(),
    finalDuration: duration,
    durationSum: duration,
    lossRatio: ratio,
    exceedRatio: ratio,
    initialDuration: duration,
  })
  .describe('All attributes of the search goal (RFC 9971)');

const upper = z.strictObject({ load: rate, trials }).describe('The relevant upper bound');

const lower = z
  .strictObject({
    load: rate,
    trials,
    conditionalThroughput: rate.describe('The forwarding rate to expect at this load'),
  })
  .describe('The relevant lower bound');

const irregular = { goal, state: z.literal('irregular') };

/** What a multiple loss ratio search came to for one goal. Irregular results lack a bound. */
export const goalResult = z.discriminatedUnion('state', [
  z.strictObject({ goal, state: z.literal('regular'), lower, upper }),
  z.discriminatedUnion('reason', [
    z.strictObject({ ...irregular, reason: z.literal('maximum-load-holds'), lower }),
    z.strictObject({ ...irregular, reason: z.literal('minimum-load-fails'), upper }),
    z.strictObject({
      ...irregular,
      reason: z.literal('load-not-measurable').describe('Not the DUT’s doing'),
      load: rate,
      causes: z.array(invalidReason),
      lower: lower.nullable(),
    }),
    z.strictObject({
      ...irregular,
      reason: z.literal('not-settled').describe('Loads kept changing sides'),
      lower: lower.nullable(),
      upper: upper.nullable(),
    }),
  ]),
]);

export type GoalResult = z.output<typeof goalResult>;
