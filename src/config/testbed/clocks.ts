import { z } from 'zod';
import { durationText } from '../../document/quantity.js';

/** The system clocks of generator and sink. */
export const clocksSchema = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('auto') })
      .describe(
        'On one machine they are the same clock. On two, both clocks are read before and after each ' +
          'trial; the uncertainty of latencies is then the time a reading takes, about 0.1 ms',
      ),
    z
      .strictObject({
        type: z.literal('ptp'),
        bound: durationText.describe('The maximum difference between them: "1 us"'),
      })
      .describe('The clocks are synchronized by PTP: ptp4l, and phc2sys for CLOCK_REALTIME'),
  ])
  .describe('The system clocks of generator and sink, from which latencies are computed');

export type ClockChoice = z.output<typeof clocksSchema>;
