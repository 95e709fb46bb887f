import { z } from 'zod';
import type { DeepReadonly } from '../../../model/deep-readonly.js';
import { LATENCY_DEFINITIONS } from '../../../model/latency.js';
import { clockBound, latencySpan } from '../../../model/schema/latency.js';
import { count, duration } from '../../../model/schema/quantity.js';
import { trialNumbers } from '../../../model/schema/trial.js';
import {
  loadOfTest,
  notApplicable,
  repeatedTime,
  undecided,
} from '../../at-throughput/result-schema.js';

const repeats = z
  .strictObject({
    asked: count('Requested number of tagged frames that arrive'),
    measured: count('Tagged frames that arrived'),
    lost: count(
      'Tagged frames that were lost: not counted as repeats, another trial was run for each',
    ),
    limit: count('The most valid trials to run; reached if fewer were measured than asked for'),
  })
  .describe('A tagged frame in each valid trial, until as many arrived as were asked for');

export const latencyResultSchema = z.strictObject({
  test: z.literal('latency'),
  definition: z
    .enum(LATENCY_DEFINITIONS)
    .nullable()
    .describe(
      'The definition of the times, as seen in the trials; null if none was measured. store-and-forward: RFC 1242 section 3.8, ' +
        "from the last bit in to the first bit out. driver-to-sink: from the hand-over to the generator's " +
        "driver to the sink's module. driver-to-sink-less-serialization: the same, less frame size over " +
        'link speed on both links',
    ),
  load: loadOfTest('The throughput'),
  outcome: z.discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('measured'),
      ...repeatedTime,
      averageBounds: z
        .strictObject({
          atLeast: duration('Lower bound of the average'),
          atMost: duration('Upper bound of the average'),
        })
        .describe('Bounds of the average'),
      clocks: clockBound.describe('Of the repeat with the largest clock error'),
      span: latencySpan.exactOptional().describe('Of a repeat with this definition'),
      repeats,
      trials: trialNumbers('one for each tagged frame, those lost included'),
    }),
    z
      .strictObject({
        state: z.literal('lost'),
        repeats: repeats.exactOptional().describe('Absent in archives of version 2'),
      })
      .describe('Every tagged frame was lost'),
    undecided,
    notApplicable,
  ]),
});

/** How long the tagged frames took. */
export type LatencyResult = DeepReadonly<z.output<typeof latencyResultSchema>>;
export type LatencyOutcome = LatencyResult['outcome'];
export type LatencyRepeats = DeepReadonly<z.output<typeof repeats>>;
