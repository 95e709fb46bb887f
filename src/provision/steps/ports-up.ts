import { z } from 'zod';
import { ipBatch } from '../../linux/ip/batch.js';
import { restoreSysctls, writeSysctls } from '../../linux/kernel/sysctl.js';
import { commandIn, runInOrder, undoByIp } from '../commands.js';
import { defineStep } from '../define-step.js';
import { ipv6Switch, readFreePorts } from './port-state.js';

/** Test ports of one machine. */
const specSchema = z.strictObject({
  namespace: z.exactOptional(z.string()),
  interfaces: z.array(z.string()).min(1).readonly(),
});
const beforeSchema = z.strictObject({
  /** The ports that were down. */
  down: z.array(z.string()),
  /** Kernel parameters as they were. */
  sysctls: z.record(z.string(), z.string()),
});

/**
 * Prepares ports for test traffic, then brings them up. IPv6 is disabled first, so that no neighbour
 * discovery or multicast report mixes with the test frames. A port that carries an
 * address, a default route or another device, or is part of one, is refused: it may be the
 * management port.
 */
export const portsUp = defineStep({
  kind: 'ports-up',
  spec: specSchema,
  before: beforeSchema,
  independent: true,
  describe: ({ namespace, interfaces: ports }) => {
    return [
      commandIn(
        namespace,
        writeSysctls(Object.fromEntries(ports.map((port) => [`-${ipv6Switch(port)}`, '1']))),
      ),
      ipBatch(
        ports.map((port) => ['link', 'set', 'dev', port, 'up']),
        namespace === undefined ? {} : { namespace },
      ),
    ];
  },
  read: async (host, { namespace, interfaces }, signal) => {
    const { states, sysctls } = await readFreePorts(
      host,
      { namespace, interfaces, purpose: 'for test traffic' },
      signal,
    );
    return { down: states.filter(({ up }) => !up).map((state) => state.interface), sysctls };
  },
  undo: async (host, { namespace }, { down, sysctls }) => {
    const downAgain = ipBatch(
      down.map((port) => ['link', 'set', 'dev', port, 'down']),
      { force: true, ...(namespace !== undefined && { namespace }) },
    );
    // Down first: otherwise IPv6 would send to the test network.
    await undoByIp(host, 'taking ports down', [downAgain]);
    await runInOrder(host, [commandIn(namespace, restoreSysctls(sysctls))]);
  },
});
