import { setTimeout as timeout } from 'node:timers/promises';
import type { PowerCommands } from '../../config/testbed/testbed-file.js';
import type { Host } from '../../host/host.js';
import { openLocal } from '../../host/local.js';
import { Interrupted } from '../../model/failure.js';
import { inMilliseconds, seconds, type Nanoseconds } from '../../model/units.js';

/** How long a DUT is powered off (RFC 2544 section 26.6). */
const POWER_OFF_TIME = seconds(10);

const pause = async (duration: Nanoseconds, signal: AbortSignal): Promise<void> => {
  try {
    await timeout(inMilliseconds(duration), undefined, { signal });
  } catch {
    throw new Interrupted('leaving the DUT without power');
  }
};

/**
 * Powers a machine off for 10 s, with the testbed's commands, which run on this computer. Power is
 * switched on again whatever happens in between.
 * @throws CommandFailed; Interrupted, after the power is on again
 */
export const cyclePower = async (
  { off, on }: PowerCommands,
  signal: AbortSignal,
  open: () => Host = () => openLocal('this computer', { type: 'local', sudo: false }),
): Promise<void> => {
  await using here = open();
  try {
    await here.run(off);
    await pause(POWER_OFF_TIME, signal);
  } finally {
    await here.run(on);
  }
};
