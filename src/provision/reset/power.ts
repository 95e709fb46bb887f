import { setTimeout as timeout } from 'node:timers/promises';
import type { PowerCommands } from '../../config/testbed/testbed-file.js';
import type { Host } from '../../host/host.js';
import { openLocal } from '../../host/local.js';
import { Interrupted } from '../../model/failure.js';
import { inMilliseconds, seconds, type Nanoseconds } from '../../model/units.js';

/** How long a DUT is without power (RFC 2544 section 26.6). */
export const WITHOUT_POWER = seconds(10);

const pause = async (duration: Nanoseconds, signal: AbortSignal): Promise<void> => {
  try {
    await timeout(inMilliseconds(duration), undefined, { signal });
  } catch {
    throw new Interrupted('leaving the DUT without power');
  }
};

/**
 * Takes a machine's power for 10 s, by the commands that its testbed names: they run on this
 * computer. Power comes back whatever happens in between.
 * @throws CommandFailed; Interrupted, when the power is back
 */
export const cyclePower = async (
  { off, on }: PowerCommands,
  signal: AbortSignal,
  open: () => Host = () => openLocal('this computer', { type: 'local', sudo: false }),
): Promise<void> => {
  await using here = open();
  try {
    await here.run(off);
    await pause(WITHOUT_POWER, signal);
  } finally {
    await here.run(on);
  }
};
