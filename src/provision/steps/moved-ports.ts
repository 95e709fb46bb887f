import { z } from 'zod';
import { ipBatch } from '../../linux/ip/batch.js';
import { attemptAll } from '../commands.js';
import { defineStep } from '../define-step.js';
import { readFreePorts } from './port-state.js';

const specSchema = z.strictObject({
  /** Created by an earlier step. */
  namespace: z.string(),
  interfaces: z.array(z.string()).min(1).readonly(),
});
/** Moving a device takes it down. */
const beforeSchema = z.strictObject({ up: z.array(z.string()) });

// $$ is a process in the namespace in which the machine's commands run.
const BACK = `
namespace=$1; failed=; shift
for port do ip -n "$namespace" link set dev "$port" netns $$ || failed=1; done
[ -z "$failed" ]`;

/**
 * Moves ports of a machine to a network namespace, so that two roles of one machine have separate network
 * stacks. A port that is in use is refused: it would lose its addresses and routes.
 */
export const movedPorts = defineStep({
  kind: 'moved-ports',
  spec: specSchema,
  before: beforeSchema,
  independent: true,
  describe: ({ namespace, interfaces }) => [
    ipBatch(interfaces.map((port) => ['link', 'set', 'dev', port, 'netns', namespace])),
  ],
  read: async (host, { namespace, interfaces }, signal) => {
    const purpose = `to namespace ${namespace}`;
    const { states } = await readFreePorts(host, { interfaces, purpose }, signal);
    return { up: states.filter(({ up }) => up).map((state) => state.interface) };
  },
  undo: async (host, { namespace, interfaces }, { up }) => {
    // Ports that were not moved are missing there. Any that remain return when the namespace is removed.
    await host.attempt(['sh', '-c', BACK, 'sh', namespace, ...interfaces]);
    if (up.length === 0) return;
    const upAgain = up.map((port) => ['link', 'set', 'dev', port, 'up']);
    await attemptAll(host, [ipBatch(upAgain, { force: true })]);
  },
});
