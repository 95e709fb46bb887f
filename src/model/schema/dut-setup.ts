import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { count } from './quantity.js';
import { dataPlane, modifier, network } from './where.js';

/** When a DUT was set up: once for all tests of a data plane in a network under a modifier (RFC 2544 section 7). */
export const dutSetup = z
  .strictObject({
    dataPlane,
    network,
    modifier,
    afterTrials: count('How many trials of the run had been made before'),
  })
  .describe('A data plane was set up on the DUT, with a modifier where there is one');

export type DutSetup = DeepReadonly<z.output<typeof dutSetup>>;
