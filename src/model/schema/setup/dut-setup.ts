import { z } from 'zod';
import type { DeepReadonly } from '../../deep-readonly.js';
import { count } from '../quantity.js';
import { dataPlane, modifier, network } from '../where.js';

/** A guest of the DUT that is a router, and its accelerator. */
const guest = z.strictObject({
  name: z.string().describe('Name of the guest'),
  accelerator: z
    .enum(['kvm', 'tcg'])
    .describe("The DUT's own CPU (kvm), or QEMU's translator (tcg): an emulated guest"),
});

/** A setup of the DUT: one for all tests of a data plane in a network under a modifier (RFC 2544 section 7). */
export const dutSetup = z
  .strictObject({
    dataPlane,
    network,
    modifier,
    afterTrials: count('How many trials of the run came before'),
    guests: z
      .array(guest)
      .exactOptional()
      .describe('Routers that are QEMU guests; absent if none is'),
  })
  .describe('A data plane was set up on the DUT, with its modifier if there is one');

export type GuestAccelerator = DeepReadonly<z.output<typeof guest>>;
export type DutSetup = DeepReadonly<z.output<typeof dutSetup>>;
