import { z } from 'zod';
import { removeSinkPorts, sendSinkCommands } from '../../modules/frame-sink/control.js';
import { commandIn, runInOrder } from '../commands.js';
import { defineStep } from '../define-step.js';

/** Ports of the sink, and their namespace. */
const specSchema = z.strictObject({
  namespace: z.exactOptional(z.string()),
  interfaces: z.array(z.string()).min(1).readonly(),
});

/**
 * Adds ports to the loaded module frame_sink. It counts no frame before it is started.
 * The kernel refuses a port that is part of a bridge, a bond or a macvlan.
 */
export const frameSink = defineStep({
  kind: 'frame-sink',
  spec: specSchema,
  before: z.null(),
  describe: ({ namespace, interfaces }) => [
    commandIn(namespace, {
      argv: sendSinkCommands(interfaces.map((port) => `add ${port}` as const)),
    }),
  ],
  read: () => Promise.resolve(null),
  undo: (host, { namespace, interfaces }) =>
    runInOrder(host, [commandIn(namespace, { argv: removeSinkPorts(interfaces) })]),
});
