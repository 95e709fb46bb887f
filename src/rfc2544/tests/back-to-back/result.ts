import { z } from 'zod';
import type { DeepReadonly } from '../../../model/deep-readonly.js';
import { count, duration, frames, rate } from '../../../model/schema/quantity.js';
import { invalidReason } from '../../../model/schema/trial.js';
import { notApplicable } from '../../at-throughput/result-schema.js';

const measured = z
  .strictObject({
    state: z.literal('measured'),
    lengths: z
      .array(frames('Longest burst that lost none; 0 if every burst lost some'))
      .min(1)
      .describe('One for each repeat'),
    longestBurst: frames('The longest length to try'),
    frameRate: rate('Intended rate: the maximum frame rate of the media').exactOptional(),
    offeredLoad: rate('Offered load of the longest burst').exactOptional(),
    lowerBoundOnly: count('Repeats in which the longest burst tried lost none: a lower bound'),
    average: z.number().min(0).describe('Mean length, in frames'),
    minimum: frames('The shortest'),
    maximum: frames('The longest'),
    standardDeviation: z.number().min(0).describe('Of the lengths, in frames'),
    impliedBufferTime: duration('How long the average burst lasts at the offered load'),
    correctedBufferTime: duration('The same, less the frames forwarded while it was sent'),
  })
  .describe('Over all repeats (RFC 9004 section 6.4)');

export const backToBackResultSchema = z.strictObject({
  test: z.literal('back-to-back'),
  step: z.int().min(1).describe('Resolution of the lengths, in frames'),
  outcome: z.discriminatedUnion('state', [
    measured,
    notApplicable,
    z
      .strictObject({
        state: z.literal('undecided'),
        burst: frames('The burst that could not be measured'),
        causes: z.array(invalidReason),
      })
      .describe('A burst could not be measured: no statement about the DUT'),
  ]),
});

/** The result of a back-to-back test. */
export type BackToBackResult = DeepReadonly<z.output<typeof backToBackResultSchema>>;
export type BackToBackOutcome = BackToBackResult['outcome'];
