import { z } from 'zod';
import { parseNicStamps, readNicStamps, setNicStamps } from '../../linux/ptp/nic-stamps.js';
import { defineStep } from '../define-step.js';

/** Records a NIC's hardware timestamping settings, which ptp4l changes and leaves; undo restores them. */
export const nicStamps = defineStep({
  kind: 'nic-stamps',
  spec: z.strictObject({ interface: z.string() }),
  /** Null if the driver does not report them. */
  before: z.strictObject({ transmit: z.int(), receive: z.int() }).nullable(),
  independent: true,
  describe: () => [],
  read: async (host, { interface: device }, signal) => {
    const { exitCode, stdout } = await host.attempt(readNicStamps(device), { signal });
    return exitCode === 0 ? { ...parseNicStamps(stdout, host.name) } : null;
  },
  undo: async (host, { interface: device }, before) => {
    if (before !== null) await host.run(setNicStamps(device, before));
  },
});
