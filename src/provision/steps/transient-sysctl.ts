import { z } from 'zod';
import { writeSysctls } from '../../linux/kernel/sysctl.js';
import { commandIn } from '../commands.js';
import { defineStep } from '../define-step.js';

const specSchema = z.strictObject({
  /** Absent for the initial namespace. */
  namespaces: z.exactOptional(z.array(z.string()).min(1).readonly()),
  settings: z.record(z.string(), z.string()),
});

/**
 * Sets kernel parameters of namespaces or devices created by earlier steps. They are removed with those, so
 * there is nothing to record or undo.
 */
export const transientSysctl = defineStep({
  kind: 'transient-sysctl',
  spec: specSchema,
  before: z.null(),
  describe: ({ namespaces = [undefined], settings }) =>
    namespaces.map((namespace) => commandIn(namespace, writeSysctls(settings))),
  read: () => Promise.resolve(null),
  undo: () => Promise.resolve(),
});
