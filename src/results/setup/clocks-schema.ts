import { z } from 'zod';
import { clockBound } from '../../model/schema/latency.js';

/** The clocks of generator and sink when the run began. */
export const clocksSchema = z
  .strictObject({
    ...clockBound.shape,
    offset: z.int().describe("How far the generator's is ahead of the sink's, in ns"),
  })
  .describe('The clocks of generator and sink, compared when the machines were set up');
