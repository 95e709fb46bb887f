import { z } from 'zod';
import { parseQueueCpus, readQueueCpus, setQueueCpus } from '../../modules/softnic/queue-cpus.js';
import { runInOrder } from '../commands.js';
import { defineStep } from '../define-step.js';

/** Software ports that are up, and the CPU of each of their receive queues. */
const portsSchema = z
  .array(z.strictObject({ interface: z.string(), cpus: z.array(z.int().min(0)).min(1).readonly() }))
  .readonly();

/** Sets the CPUs of a software port's receive queues, on which they are polled. */
export const softnicCpus = defineStep({
  kind: 'softnic-cpus',
  spec: z.strictObject({ ports: portsSchema }),
  before: portsSchema,
  describe: ({ ports }) => [setQueueCpus(ports)],
  read: async (host, { ports }, signal) => {
    const names = ports.map((port) => port.interface);
    const { stdout } = await host.run(readQueueCpus(names), { signal });
    const found = parseQueueCpus(names, stdout, host.name);
    return found.map(({ interface: port, cpus }) => ({ interface: port, cpus }));
  },
  undo: async (host, _, before) => {
    await runInOrder(host, [setQueueCpus(before)]);
  },
});
