import { z } from 'zod';
import { ipBatches } from '../../linux/ip/batch.js';
import type { Command } from '../../model/command.js';
import { undoByIp } from '../commands.js';
import { defineStep } from '../define-step.js';
import type { Step } from '../step.js';

const batchSchema = z.strictObject({
  /** Default: `ip`. */
  tool: z.exactOptional(z.enum(['ip', 'bridge'])),
  namespace: z.exactOptional(z.string()),
  lines: z.array(z.array(z.string()).readonly()).readonly(),
});
/**
 * Devices, addresses, neighbours and routes. The lines of `undo` may fail if there is nothing to undo,
 * and must not touch anything that existed before: earlier steps ensure that ports carry no address
 * and namespaces are new.
 * Do not undo by `neigh del`: ip aborts the batch if the entry does not exist.
 */
const specSchema = z.strictObject({
  apply: z.array(batchSchema).readonly(),
  undo: z.array(batchSchema).readonly(),
});

/** Lines for `ip -batch` or `bridge -batch`, in one network namespace; absent for the initial one. */
export type Batch = z.output<typeof batchSchema>;

/** Objects that a device may lose when it is taken down. */
const FORGOTTEN = ['address', 'neigh', 'route'];

/**
 * Commands that add the addresses, neighbours and routes of steps again, after devices have been
 * down. Those that were not lost are unchanged.
 */
export const reapplyAddressing = (steps: readonly Step[]): readonly Command[] =>
  steps
    .filter((step) => interfaces.is(step))
    .flatMap(({ spec }) => spec.apply)
    .flatMap(({ lines, ...where }) => {
      const entries = lines.filter(([object = '']) => FORGOTTEN.includes(object));
      const again = entries.map(([object = '', , ...rest]) => [object, 'replace', ...rest]);
      return again.length === 0 ? [] : ipBatches(again, where);
    });

/** Creates virtual interfaces, or gives interfaces addresses, neighbours and routes. */
export const interfaces = defineStep({
  kind: 'interfaces',
  spec: specSchema,
  before: z.null(),
  describe: ({ apply }) => apply.flatMap(({ lines, ...where }) => ipBatches(lines, where)),
  // Everything this step creates is new, so there is no previous state.
  read: () => Promise.resolve(null),
  undo: async (host, { undo }) => {
    const commands = undo.flatMap(({ lines, ...where }) =>
      ipBatches(lines, { ...where, force: true }),
    );
    await undoByIp(host, 'removing interfaces and addresses', commands);
  },
});
