import type { Host } from '../../host/host.js';
import { ipBatch } from '../../linux/ip/batch.js';
import { runInOrder } from '../commands.js';
import { reapplyAddressing } from '../steps/interfaces.js';
import type { Step } from '../step.js';

/**
 * Takes ports down and up again, then restores what the kernel dropped of the data plane:
 * neighbours, routes, addresses. It cannot be interrupted: ports are down during one command only, which
 * the machine always completes, so the ledger needs no entry.
 * @param steps the steps of the data plane
 */
export const resetInterfaces = async (
  host: Host,
  ports: readonly string[],
  steps: readonly Step[],
): Promise<void> => {
  const lines = ['down', 'up'].flatMap((state) =>
    ports.map((port) => ['link', 'set', 'dev', port, state]),
  );
  await runInOrder(host, [ipBatch(lines, {}), ...reapplyAddressing(steps)]);
};
