import { z } from 'zod';
import type { DeepReadonly } from '../../../model/deep-readonly.js';
import { count, duration } from '../../../model/schema/quantity.js';
import { trialNumbers } from '../../../model/schema/trial.js';
import {
  loadOfTest,
  notApplicable,
  repeatedTime,
  undecided,
} from '../../at-throughput/result-schema.js';

export const systemRecoveryResultSchema = z.strictObject({
  test: z.literal('system-recovery'),
  overloadLoad: loadOfTest('110 % of the throughput, at most the frame rate of the media'),
  reducedLoad: loadOfTest('Half of it'),
  outcome: z.discriminatedUnion('state', [
    z
      .strictObject({
        state: z.literal('measured'),
        ...repeatedTime,
        lowerBoundOnly: count(
          'Repeats in which frames were lost until the end: their time is a lower bound',
        ),
        accuracy: duration('Largest error of a time, in either direction'),
        trials: trialNumbers('one for each repeat'),
      })
      .describe('From the end of the overload to the last frame lost'),
    z
      .strictObject({ state: z.literal('not-overloaded') })
      .describe('No frame was lost at the overload'),
    undecided,
    notApplicable,
  ]),
});

/** How long frames were still lost after the overload had ended. */
export type SystemRecoveryResult = DeepReadonly<z.output<typeof systemRecoveryResultSchema>>;
export type SystemRecoveryOutcome = SystemRecoveryResult['outcome'];
