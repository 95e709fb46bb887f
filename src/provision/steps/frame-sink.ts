import { z } from 'zod';
import { removeSinkPorts, sendSinkCommands } from '../../modules/frame-sink/control.js';
import type { Json } from '../../model/json.js';
import { commandIn, runInOrder } from '../commands.js';
import type { Step } from '../step.js';

const specSchema = z.strictObject({
  namespace: z.exactOptional(z.string()),
  interfaces: z.array(z.string()).min(1).readonly(),
});

/** Ports of the sink, and where they are. */
export type FrameSinkSpec = z.output<typeof specSchema>;

/**
 * Gives ports to the module frame_sink, which is loaded. It takes no frame before it is started.
 * A port that is part of a bridge, a bond or a macvlan is refused by the kernel.
 */
export const frameSink = (spec: FrameSinkSpec): Step => {
  const { namespace, interfaces } = spec;
  const add = commandIn(namespace, {
    argv: sendSinkCommands(interfaces.map((port) => `add ${port}` as const)),
  });
  return {
    kind: 'frame-sink',
    spec,
    describe: () => [add],
    read: () => Promise.resolve(null),
    apply: (host, signal) => runInOrder(host, [add], signal),
    undo: (host) => runInOrder(host, [commandIn(namespace, { argv: removeSinkPorts(interfaces) })]),
  };
};

export const frameSinkFromSpec = (spec: Json): Step => frameSink(specSchema.parse(spec));
