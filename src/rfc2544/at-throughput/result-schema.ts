import { z } from 'zod';
import type { DeepReadonly } from '../../model/deep-readonly.js';
import { duration, rate } from '../../model/schema/quantity.js';
import { invalidReason } from '../../model/schema/trial.js';

/** A test that was not made, since there was nothing to make it with: no trial, and no figure. */
export const notApplicable = z
  .strictObject({ state: z.literal('not-applicable'), reason: z.string() })
  .describe('There was nothing to make the test with, such as a throughput');

/** A test one of whose trials could not be made. */
export const undecided = z
  .strictObject({ state: z.literal('undecided'), causes: z.array(invalidReason) })
  .describe('A trial could not be made, which says nothing about the DUT');

/** A load of a test that may turn out not to apply. */
export const loadOfTest = (what: string) =>
  rate(`${what}; null where the test does not apply`).nullable();

/** A time that was measured more than once. */
export const repeatedTime = {
  times: z.array(duration('One repeat')).min(1).describe('One for each repeat, in ns'),
  average: duration('Mean of all repeats'),
  minimum: duration('The shortest'),
  maximum: duration('The longest'),
};

export type RepeatedTime = DeepReadonly<z.output<z.ZodObject<typeof repeatedTime>>>;
