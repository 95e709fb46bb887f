import { z } from 'zod';
import type { Host } from '../../host/host.js';
import { addFilters, filteredDevices, readQdiscs, removeFilters } from '../../linux/tc/filter.js';
import { Failure, PreconditionFailure } from '../../model/failure.js';
import { defineStep } from '../define-step.js';

/** Devices, and the filters that each of them gets, in order. */
const specSchema = z.strictObject({
  namespace: z.exactOptional(z.string()),
  devices: z.array(z.string()).min(1).readonly(),
  filters: z
    .array(
      z.strictObject({
        action: z.enum(['deny', 'permit']),
        match: z.enum(['source', 'destination']),
        network: z.string(),
      }),
    )
    .min(1)
    .readonly(),
});

const filtered = async (
  host: Host,
  namespace: string | undefined,
  signal?: AbortSignal,
): Promise<readonly string[]> => {
  const { stdout } = await host.run(readQdiscs(namespace), { signal });
  return filteredDevices(stdout, host.name);
};

/**
 * Filters frames that devices receive (tc's clsact, before IP). A device that already has filters is
 * refused: they would come first, and undo would remove them too.
 */
export const frameFilters = defineStep({
  kind: 'frame-filters',
  spec: specSchema,
  before: z.null(),
  describe: ({ namespace, devices, filters }) => [addFilters(devices, filters, namespace)],
  read: async (host, { namespace, devices }, signal) => {
    const taken = await filtered(host, namespace, signal);
    const device = devices.find((each) => taken.includes(each));
    if (device === undefined) return null;
    throw new PreconditionFailure({
      attempted: `filtering frames received on ${device}`,
      where: host.name,
      got: 'it already has filters',
      remedy: `tc filter show dev ${device} ingress; name a port that is not in use`,
    });
  },
  undo: async (host, { namespace, devices }) => {
    for (const device of devices) {
      const removed = await host.attempt(removeFilters(device, namespace));
      if (removed.exitCode === 0) continue;
      // Removed with its device, or never created.
      const left = await filtered(host, namespace).catch((): readonly string[] => []);
      if (!left.includes(device)) continue;
      throw new Failure({
        attempted: `removing the filters of ${device}`,
        where: host.name,
        got: removed.stderr.trim(),
      });
    }
  },
});
