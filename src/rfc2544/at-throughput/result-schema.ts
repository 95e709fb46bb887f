import { z } from 'zod';
import type { DeepReadonly } from '../../model/deep-readonly.js';
import { duration, rate } from '../../model/schema/quantity.js';
import { invalidReason } from '../../model/schema/trial.js';

/** A test that could not run for lack of an input: no trial, and no figure. */
export const notApplicable = z
  .strictObject({
    state: z.literal('not-applicable'),
    reason: z.string().describe('Why it could not'),
  })
  .describe('The test could not run for lack of an input, such as the throughput');

/** A test one of whose trials could not be measured. */
export const undecided = z
  .strictObject({ state: z.literal('undecided'), causes: z.array(invalidReason) })
  .describe('A trial could not be measured: no statement about the DUT');

/** A load of a test that may turn out not to apply. */
export const loadOfTest = (what: string) =>
  rate(`${what}; null if the test does not apply`).nullable();

/** A time that was measured more than once. */
export const repeatedTime = {
  times: z.array(duration('One repeat')).min(1).describe('One for each repeat, in ns'),
  average: duration('Mean of all repeats'),
  minimum: duration('The shortest'),
  maximum: duration('The longest'),
};

export type RepeatedTime = DeepReadonly<z.output<z.ZodObject<typeof repeatedTime>>>;
