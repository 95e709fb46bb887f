import { z } from 'zod';
import type { DeepReadonly } from '../../../model/deep-readonly.js';
import { duration, rate, ratio } from '../../../model/schema/quantity.js';
import { invalidReason, trialNumbers } from '../../../model/schema/trial.js';

const goal = z
  .strictObject({
    name: z.string().describe('Name in reports; unique in a search'),
    finalDuration: duration('Goal Final Trial Duration: trials at least this long count in full'),
    durationSum: duration('Goal Duration Sum: full-length trials of this length together decide'),
    lossRatio: ratio('Goal Loss Ratio: a trial that loses more has a high loss'),
    exceedRatio: ratio('Goal Exceed Ratio: share of high-loss time that a lower bound may have'),
    initialDuration: duration('Goal Initial Trial Duration: the shortest trial to explore with'),
  })
  .describe('All attributes of the search goal (RFC 9971)');

const upper = z
  .strictObject({
    load: rate('Intended load over all sending ports'),
    offeredLoad: rate('Highest offered load in its trials'),
    trials: trialNumbers('the valid ones it rests on'),
  })
  .describe('The relevant upper bound');

const lower = z
  .strictObject({
    load: rate('Intended load over all sending ports'),
    offeredLoad: rate('Lowest offered load in its trials: what the result claims'),
    trials: trialNumbers('the valid ones it rests on'),
    conditionalThroughput: rate('Forwarding rate to expect at the offered load'),
  })
  .describe('The relevant lower bound');

const irregular = { goal, state: z.literal('irregular') };

/** The result of a multiple loss ratio search for one goal (RFC 9971, Goal Results). Irregular results lack a bound. */
export const goalResultSchema = z.discriminatedUnion('state', [
  z.strictObject({ goal, state: z.literal('regular'), lower, upper }),
  z.discriminatedUnion('reason', [
    z.strictObject({ ...irregular, reason: z.literal('maximum-load-holds'), lower }),
    z.strictObject({ ...irregular, reason: z.literal('minimum-load-fails'), upper }),
    z
      .strictObject({
        ...irregular,
        reason: z.literal('load-not-measurable'),
        load: rate('The load that could not be measured'),
        causes: z.array(invalidReason),
        mostOffered: rate('Highest offered load in its trials').exactOptional(),
        lower: lower.nullable(),
      })
      .describe('A load could not be measured: no statement about the DUT'),
    z
      .strictObject({ ...irregular, reason: z.literal('wider-than-asked'), lower, upper })
      .describe('Bounds further apart than the goal width: no load lies between them'),
    z
      .strictObject({
        ...irregular,
        reason: z.literal('not-settled'),
        lower: lower.nullable(),
        upper: upper.nullable(),
      })
      .describe('The bounds did not converge'),
  ]),
]);

export type SearchGoal = DeepReadonly<z.output<typeof goal>>;
export type GoalLowerBound = DeepReadonly<z.output<typeof lower>>;
export type Bound = DeepReadonly<z.output<typeof upper>>;
export type GoalResult = DeepReadonly<z.output<typeof goalResultSchema>>;
