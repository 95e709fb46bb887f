import { z } from 'zod';
import { bitsPerSecond } from '../units.js';
import type { DeepReadonly } from '../deep-readonly.js';

/** The links on which frames were offered. */
export const media = z
  .strictObject({
    ingressPorts: z
      .int()
      .min(1)
      .describe('Loads are aggregate over them: this many times the load of one'),
    dutPorts: z
      .strictObject({
        ingress: z.int().min(1).describe('Ports connected to the generator'),
        egress: z.int().min(1).describe('Ports connected to the sink'),
      })
      .exactOptional()
      .describe('Ports of the DUT, for either direction; absent in archives of earlier versions'),
    linkSpeed: z
      .number()
      .gt(0)
      .transform(bitsPerSecond)
      .describe(
        'Of every link at layer 1, in bits per second; null if the testbed does not specify it',
      )
      .nullable(),
  })
  .describe('The links on which frames were offered');

export type Media = DeepReadonly<z.output<typeof media>>;
