import { z } from 'zod';
import { durationText } from '../../document/quantity.js';

/** What a testbed says of the system clocks of generator and sink. */
export const clocksSchema = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('auto') })
      .describe(
        'One machine has one clock. Two are asked for the time before and after each trial: a ' +
          'latency is then as uncertain as an answer takes time, some 0.1 ms',
      ),
    z
      .strictObject({
        type: z.literal('ptp'),
        bound: durationText.describe('How far they may be apart at most: "1 us"'),
      })
      .describe('PTP keeps both machines together: ptp4l, and phc2sys for CLOCK_REALTIME'),
  ])
  .describe("The system clocks of generator and sink, whose difference is a frame's latency");

export type ClockChoice = z.output<typeof clocksSchema>;
