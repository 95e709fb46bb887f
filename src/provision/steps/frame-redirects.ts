import { z } from 'zod';
import type { Host } from '../../host/host.js';
import {
  addRedirects,
  filteredDevices,
  readQdiscs,
  removeAllFilters,
} from '../../linux/tc/filter.js';
import { Failure, PreconditionFailure } from '../../model/failure.js';
import { defineStep } from '../define-step.js';

const specSchema = z.strictObject({
  redirects: z
    .array(
      z.strictObject({
        from: z.string(),
        to: z.string(),
        destination: z.exactOptional(z.string()),
      }),
    )
    .min(1)
    .readonly(),
});

/** The devices to redirect from that already have filters. */
const filtered = async (
  host: Host,
  { redirects }: z.output<typeof specSchema>,
  signal?: AbortSignal,
): Promise<readonly string[]> => {
  const { stdout } = await host.run(readQdiscs(), { signal });
  const devices = new Set(filteredDevices(stdout, host.name));
  return [...new Set(redirects.map(({ from }) => from))].filter((device) => devices.has(device));
};

/**
 * Redirects frames that devices receive, before IP (tc's clsact). A device that already has filters is
 * refused: they would come first, and undo would remove them too.
 */
export const frameRedirects = defineStep({
  kind: 'frame-redirects',
  spec: specSchema,
  before: z.null(),
  describe: ({ redirects }) => [addRedirects(redirects)],
  read: async (host, spec, signal) => {
    const [device] = await filtered(host, spec, signal);
    if (device === undefined) return null;
    throw new PreconditionFailure({
      attempted: `redirecting frames received on ${device}`,
      where: host.name,
      got: 'it already has filters',
      remedy: `tc filter show dev ${device} ingress; name a port that is not in use`,
    });
  },
  undo: async (host, spec) => {
    const devices = [...new Set(spec.redirects.map(({ from }) => from))];
    const { argv, stdin } = removeAllFilters(devices);
    const removed = await host.attempt(argv, { stdin });
    if (removed.exitCode === 0) return;
    // Removed with their device, or never created.
    const left = await filtered(host, spec);
    if (left.length === 0) return;
    throw new Failure({
      attempted: `removing the filters of ${left.join(', ')}`,
      where: host.name,
      got: removed.stderr.trim(),
    });
  },
});
