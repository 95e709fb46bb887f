import type { Host } from '../../host/host.js';
import { labelledFiles, parseLabelledFiles } from '../../linux/text/labelled-files.js';
import { KFREE_SKB } from '../../linux/trace/instance.js';
import { PreconditionFailure } from '../../model/failure.js';
import { TRACING } from './drop-trace.js';

/**
 * Checks, after the step has been applied, that the kernel counts drops by reason and place.
 * @throws PreconditionFailure that names what it lacks
 */
export const requireDropTrace = async (host: Host, signal?: AbortSignal): Promise<void> => {
  const files = [KFREE_SKB.format, KFREE_SKB.histogram];
  const { stdout } = await host.attempt(labelledFiles(files), { signal });
  const found = parseLabelledFiles(stdout);
  if (files.every((file) => found.has(file))) return;
  throw new PreconditionFailure({
    attempted: TRACING,
    where: host.name,
    got: found.has(KFREE_SKB.format)
      ? 'the kernel has no histograms of events (CONFIG_HIST_TRIGGERS)'
      : 'the kernel does not have the event skb:kfree_skb, or does not allow reading it (lockdown)',
    remedy:
      'use a kernel that has it, such as that of Debian 12, or remove drop-reasons from the playbook',
  });
};
