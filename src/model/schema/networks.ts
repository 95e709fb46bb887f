import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { media } from './media.js';
import { receiving } from './receiving.js';
import { routers } from './routers.js';
import { traffic } from './traffic.js';

/** One of the networks of a run that measured several. */
export const measuredNetwork = z
  .strictObject({
    name: z.string().describe('Cells and trials refer to it'),
    media,
    traffic,
    routers,
    receive: receiving.exactOptional(),
  })
  .describe('A network that was measured');

export type MeasuredNetwork = DeepReadonly<z.output<typeof measuredNetwork>>;
