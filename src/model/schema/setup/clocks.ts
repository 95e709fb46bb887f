import { z } from 'zod';
import type { DeepReadonly } from '../../deep-readonly.js';
import { clockBound } from '../latency.js';
import { duration } from '../quantity.js';
import { unread } from './unread.js';

/** The clocks of generator and sink at the start of the run. */
export const clocksSchema = z
  .strictObject({
    kind: clockBound.shape.kind,
    offset: z.int().describe("How far the generator's was ahead of the sink's, in ns").nullable(),
    bound: duration('Uncertainty of the offset, either way').nullable(),
    unread,
  })
  .describe('The clocks of generator and sink, compared when the machines were set up');

export type ClocksSetup = DeepReadonly<z.output<typeof clocksSchema>>;
