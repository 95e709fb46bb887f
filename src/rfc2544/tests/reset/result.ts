import { z } from 'zod';
import type { DeepReadonly } from '../../../model/deep-readonly.js';
import { count, duration } from '../../../model/schema/quantity.js';
import { resetKind } from '../../../model/schema/trial-request.js';
import { trialNumbers } from '../../../model/schema/trial.js';
import {
  loadOfTest,
  notApplicable,
  repeatedTime,
  undecided,
} from '../../at-throughput/result-schema.js';

export const resetResultSchema = z.strictObject({
  test: z.literal('reset'),
  kind: resetKind,
  load: loadOfTest('The throughput'),
  outcome: z.discriminatedUnion('state', [
    z
      .strictObject({
        state: z.literal('measured'),
        ...repeatedTime,
        lowerBoundOnly: count(
          'Repeats in which no frame got through again: their time is a lower bound',
        ),
        interrupted: count(
          "Repeats in which the generator's link was down, and the generator started again with it",
        )
          .exactOptional()
          .describe('Absent in archives of version 2'),
        accuracy: duration('Largest error of a time, in either direction')
          .exactOptional()
          .describe('Absent in archives of version 2'),
        byTimeStamps: z
          .strictObject(repeatedTime)
          .exactOptional()
          .describe(
            'From the last frame before to the first after, by the sink (RFC 6201);' +
              ' absent if it takes no timestamps',
          ),
        trials: trialNumbers('one for each repeat'),
      })
      .describe(
        'How long no frame got through: frames lost over the rate they were offered at; if the ' +
          "generator's link was down, from the last frame before to the first after, by the sink",
      ),
    undecided,
    notApplicable,
  ]),
});

/** How long the reset interrupted forwarding. */
export type ResetResult = DeepReadonly<z.output<typeof resetResultSchema>>;
