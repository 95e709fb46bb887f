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
    dutPorts: z
      .strictObject({
        ingress: z.int().min(1).describe('Those that face the generator'),
        egress: z.int().min(1).describe('Those that face the sink'),
      })
      .exactOptional()
      .describe("Ports of the DUT, whichever way frames go; absent in earlier versions' archives"),
    linkSpeed: z
      .number()
      .gt(0)
      .transform(bitsPerSecond)
      .describe('Of every link at layer 1, in bits per second; null where the testbed does not say')
      .nullable(),
  })
  .describe('What the frames were offered on');

export type Media = DeepReadonly<z.output<typeof media>>;
