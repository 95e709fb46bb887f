import { z } from 'zod';
import { readChannels, setChannels } from '../../linux/device/channels.js';
import { parseChannels } from '../../linux/device/settings/limits.js';
import { plural } from '../../document/wording.js';
import { PreconditionFailure } from '../../model/failure.js';
import { runInOrder } from '../commands.js';
import { defineStep } from '../define-step.js';

/** Ports that are up, and the number of queues of each. */
const portsSchema = z
  .array(z.strictObject({ interface: z.string(), queues: z.int().min(1) }))
  .min(1)
  .readonly();

/**
 * Sets the number of queues of software ports, which must be down for that: `ethtool -L`. For NICs the step
 * `channels` does this; ledgers of earlier versions have this step for NICs, too.
 */
export const queues = defineStep({
  kind: 'queues',
  spec: z.strictObject({ ports: portsSchema }),
  /** The previous numbers; without ports whose driver has no such setting. */
  before: z.array(z.strictObject({ interface: z.string(), queues: z.int().min(1) })).readonly(),
  describe: ({ ports }) => [setChannels(ports)],
  read: async (host, { ports }, signal) => {
    const found = await Promise.all(
      ports.map(async ({ interface: port, queues: asked }) => {
        const { stdout } = await host.attempt(readChannels(port), { signal });
        const { now, maximum } = parseChannels(stdout)?.combined ?? { now: null, maximum: null };
        // A port without the setting has one queue.
        const most = maximum ?? 1;
        if (asked > most) {
          throw new PreconditionFailure({
            attempted: `giving ${port} ${plural(asked, 'queue')}`,
            where: host.name,
            got: `it has at most ${most} (ethtool -l ${port})`,
            remedy: "use fewer CPUs in the playbook's receive, or spread by rps",
          });
        }
        return now === null ? [] : [{ interface: port, queues: now }];
      }),
    );
    return found.flat();
  },
  undo: async (host, _, before) => {
    await runInOrder(host, [setChannels(before)]);
  },
});
