import { z } from 'zod';
import { DESTINATIONS, DIRECTIONS, PROTOCOLS } from '../network/traffic.js';

/** The traffic of a run, as its playbook asked for it. */
export const traffic = z
  .strictObject({
    protocol: z.enum(PROTOCOLS),
    destinations: z.enum(DESTINATIONS),
    direction: z.enum(DIRECTIONS),
  })
  .describe('What test frames were like, and where they went');
