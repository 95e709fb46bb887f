import { z } from 'zod';
import { bitsPerSecond } from '../units.js';
import type { DeepReadonly } from '../deep-readonly.js';

/** What frames were offered on. */
export const media = z
  .strictObject({
    ingressPorts: z
      .int()
      .min(1)
      .describe('Loads are aggregate over them: so many times that of one'),
    linkSpeed: z
      .number()
      .gt(0)
      .transform(bitsPerSecond)
      .describe('Of every link at layer 1, in bits per second; null where the testbed does not say')
      .nullable(),
  })
  .describe('What the frames were offered on');

export type Media = DeepReadonly<z.output<typeof media>>;
