import { z } from 'zod';
import { choiceOf } from '../../document/choice.js';
import { SPREADS } from '../../model/network/receiving.js';

const KEYS = {
  cpus: z
    .int()
    .min(1)
    .max(1024)
    .exactOptional()
    .describe("How many of the testbed's DUT cpus, from the first; default: all of them"),
  spread: choiceOf('way of spreading received frames', SPREADS).describe(
    'How received frames are distributed over these CPUs',
  ),
};

/** The DUT CPUs that a playbook selects to handle received frames. */
export const receiveKey = z
  .strictObject({ ...KEYS, spread: KEYS.spread.default('queues') })
  .describe("The DUT's CPUs that handle received frames; default: as the machine is set")
  .exactOptional();

/** Keys of one of several networks that override the playbook's. */
export const ownReceiveKey = z
  .strictObject({ ...KEYS, spread: KEYS.spread.exactOptional() })
  .describe("Overrides the playbook's receive for this network")
  .exactOptional();
