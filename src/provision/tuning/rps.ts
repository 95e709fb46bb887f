import { z } from 'zod';
import { parseRps, readRps, setRps } from '../../linux/device/rps.js';
import { writeFiles } from '../../linux/text/write-files.js';
import { commandIn, runInOrder } from '../commands.js';
import { defineStep } from '../define-step.js';

/** Ports, and the CPUs for their received frames; empty: no RPS. */
const specSchema = z.strictObject({
  namespace: z.exactOptional(z.string()),
  ports: z
    .array(z.strictObject({ interface: z.string(), cpus: z.array(z.int().min(0)).readonly() }))
    .min(1)
    .readonly(),
});

/** Sets receive packet steering: `rps_cpus` of every receive queue of ports. */
export const rps = defineStep({
  kind: 'rps',
  spec: specSchema,
  /** The masks, by file. */
  before: z.record(z.string(), z.string()),
  describe: ({ namespace, ports }) => [commandIn(namespace, setRps(ports))],
  read: async (host, { namespace, ports }, signal) => {
    const argv = readRps(ports.map((port) => port.interface));
    const { stdout } = await host.in(namespace).run(argv, { signal });
    return parseRps(stdout);
  },
  undo: async (host, { namespace }, masks) => {
    await runInOrder(host, [commandIn(namespace, writeFiles(masks))]);
  },
});
