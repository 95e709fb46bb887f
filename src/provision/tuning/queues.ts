import { z } from 'zod';
import { readChannels, setChannels } from '../../linux/device/channels.js';
import { parseChannels } from '../../linux/device/settings/limits.js';
import { plural } from '../../document/wording.js';
import { PreconditionFailure } from '../../model/failure.js';
import { runInOrder } from '../commands.js';
import { defineStep } from '../define-step.js';

/** Ports that are up, and how many queues each is to have. */
const portsSchema = z
  .array(z.strictObject({ interface: z.string(), queues: z.int().min(1) }))
  .min(1)
  .readonly();

/**
 * Sets how many queues software ports have, which change them only while they are down: `ethtool -L`. Of
 * NICs the step `channels` does; ledgers of earlier versions have this one for them, too.
 */
export const queues = defineStep({
  kind: 'queues',
  spec: z.strictObject({ ports: portsSchema }),
  /** Those that ports had; a port whose driver has no such setting is left out. */
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
            remedy: "ask for fewer CPUs in the playbook's receive, or spread by rps",
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
