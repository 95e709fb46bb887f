import { z } from 'zod';
import { choiceOf } from '../../document/choice.js';
import { SPREADS } from '../../model/network/receiving.js';

const KEYS = {
  cpus: z
    .int()
    .min(1)
    .max(1024)
    .exactOptional()
    .describe("The first so many of the DUT's cpus in the testbed; default: all of them"),
  spread: choiceOf('way of spreading received frames', SPREADS).describe(
    'How received frames are spread over these CPUs',
  ),
};

/** On which of the DUT's CPUs a playbook wants received frames to be handled. */
export const receiveKey = z
  .strictObject({ ...KEYS, spread: KEYS.spread.default('queues') })
  .describe("The DUT's CPUs that handle received frames; default: as the machine has it")
  .exactOptional();

/** What one of several networks has that the playbook has not. */
export const ownReceiveKey = z
  .strictObject({ ...KEYS, spread: KEYS.spread.exactOptional() })
  .describe("The DUT's CPUs of this network, where they are other than those of the playbook")
  .exactOptional();
