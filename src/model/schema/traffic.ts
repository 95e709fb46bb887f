import { z } from 'zod';
import { DESTINATIONS, DIRECTIONS, PROTOCOLS } from '../network/traffic.js';

/** The traffic of a run, as its playbook requested it. */
export const traffic = z
  .strictObject({
    protocol: z.enum(PROTOCOLS).describe('Of the test frames'),
    destinations: z
      .enum(DESTINATIONS)
      .describe('One, or hosts in 256 networks behind each egress port (RFC 2544 section 12)'),
    direction: z
      .enum(DIRECTIONS)
      .describe('From the generator to the sink, or both ways at once (RFC 2544 section 14)'),
  })
  .describe('Protocol, destinations and direction of the test frames');
