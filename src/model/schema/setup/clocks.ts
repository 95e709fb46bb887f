import { z } from 'zod';
import type { DeepReadonly } from '../../deep-readonly.js';
import { clockBound } from '../latency.js';
import { duration } from '../quantity.js';
import { unread } from './unread.js';

/** The clocks of generator and sink when the run began. */
export const clocksSchema = z
  .strictObject({
    kind: clockBound.shape.kind,
    offset: z
      .int()
      .describe("By how much the generator's was found ahead of the sink's, in ns")
      .nullable(),
    bound: duration('By how much that may be wrong, either way').nullable(),
    unread,
  })
  .describe('The clocks of generator and sink, compared when the machines were set up');

export type ClocksSetup = DeepReadonly<z.output<typeof clocksSchema>>;
