import { z } from 'zod';
import { CLOCK_RELATIONS, type TrialLatency } from '../model/latency.js';
import { duration, frames } from './quantities.js';

/** What is known of two clocks. */
export const clockBound = z
  .strictObject({
    kind: z
      .enum(CLOCK_RELATIONS)
      .describe(
        'one-clock: generator and sink are one machine. ptp: the testbed says how far PTP lets them ' +
          'be apart. ping-pong: they were compared before and after the trial',
      ),
    bound: duration.describe('How far the clocks may be apart from what was reckoned with'),
  })
  .describe('The clocks of generator and sink');

const boundedTime = z
  .strictObject({ value: duration, atLeast: duration, atMost: duration })
  .describe('The best estimate, and what it is between for certain');

const distribution = z
  .strictObject({
    frames: frames.describe('Those whose successor came right after them'),
    early: frames.describe('Of them, those that came before they were sent, by the clocks: 0'),
    mean: boundedTime,
    minimum: duration,
    maximum: duration,
    percentiles: z
      .strictObject({ p50: duration, p90: duration, p99: duration, p999: duration })
      .describe('As many frames took no longer; too long by 1/16 at most'),
    turnaround: duration.describe(
      'What the generator took to send a frame, on average and at most',
    ),
    histogram: z
      .array(z.tuple([duration, duration, frames]))
      .describe('Buckets: the least latency in one, the greatest, frames'),
  })
  .describe(
    'Latencies of all frames. Each may be wrong by the bound of the clocks, too long by 1 us, and ' +
      'too short by what the generator took to send the frame',
  );

/** How long a trial's frames took from the generator's driver to the sink's. */
export const trialLatency: z.ZodType<TrialLatency> = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('measured'),
    clocks: clockBound,
    tagged: boundedTime
      .nullable()
      .exactOptional()
      .describe('The tagged frame; null where it was lost, absent where none was tagged'),
    distribution: distribution.exactOptional(),
  }),
  z
    .strictObject({ state: z.literal('unusable'), reason: z.string() })
    .describe('The clocks contradict themselves'),
]);
