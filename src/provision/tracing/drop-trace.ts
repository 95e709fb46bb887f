import { z } from 'zod';
import {
  createInstance,
  removeInstance,
  TRACEFS,
  tracefsMounted,
  unmountTracefs,
} from '../../linux/trace/instance.js';
import type { Host } from '../../host/host.js';
import { PreconditionFailure } from '../../model/failure.js';
import { runInOrder } from '../commands.js';
import { defineStep } from '../define-step.js';

/** The attempted action of failures. */
export const TRACING = 'tracing where the kernel drops frames';

/** Without this mount point the kernel has no tracing. */
const readMounts = async (host: Host, signal?: AbortSignal): Promise<string> => {
  const { exitCode } = await host.attempt(['test', '-d', TRACEFS], { signal });
  if (exitCode === 0) return (await host.run(['cat', '/proc/mounts'], { signal })).stdout;
  throw new PreconditionFailure({
    attempted: TRACING,
    where: host.name,
    got: `there is no ${TRACEFS}: the kernel has no tracing (CONFIG_TRACING), or it is a container`,
    remedy: 'use a machine whose kernel has it, or remove drop-reasons from the playbook',
  });
};

/**
 * Creates a separate trace instance, in which nothing is traced yet, and mounts tracefs if necessary.
 * Other traces on the machine are not touched.
 * @throws PreconditionFailure if the kernel has no tracing
 */
export const dropTrace = defineStep({
  kind: 'drop-trace',
  spec: z.strictObject({}),
  before: z.strictObject({ mounted: z.boolean() }),
  describe: () => [createInstance],
  independent: true,
  read: async (host, _, signal) => ({ mounted: tracefsMounted(await readMounts(host, signal)) }),
  undo: async (host, _, { mounted }) => {
    await runInOrder(host, [removeInstance, ...(mounted ? [] : [unmountTracefs])]);
  },
});
