import { z } from 'zod';
import { ipBatch } from '../../linux/ip/batch.js';
import { parseLinks } from '../../linux/ip/link.js';
import type { Command } from '../../model/command.js';
import { undoByIp } from '../commands.js';
import { defineStep } from '../define-step.js';

const specSchema = z.strictObject({
  namespace: z.exactOptional(z.string()),
  interfaces: z.array(z.string()).min(1).readonly(),
});
type Spec = z.output<typeof specSchema>;

const beforeSchema = z.strictObject({
  /** The ports whose flag IFF_PROMISC was not set. */
  off: z.array(z.string()),
});

const turn = (
  { namespace }: Pick<Spec, 'namespace'>,
  ports: readonly string[],
  state: 'on' | 'off',
): Command =>
  ipBatch(
    ports.map((port) => ['link', 'set', 'dev', port, 'promisc', state]),
    { force: state === 'off', ...(namespace !== undefined && { namespace }) },
  );

/**
 * Lets ports receive frames for any Ethernet address. Otherwise a NIC drops frames for addresses that no
 * virtual device has added to its unicast filter.
 */
export const promiscuous = defineStep({
  kind: 'promiscuous',
  spec: specSchema,
  before: beforeSchema,
  describe: (spec) => [turn(spec, spec.interfaces, 'on')],
  read: async (host, { namespace, interfaces }, signal) => {
    const { stdout } = await host.in(namespace).run(['ip', '-j', 'link'], { signal });
    const links = parseLinks(stdout, host.name);
    return {
      off: interfaces.filter((port) => links.of(port)?.flags.includes('PROMISC') !== true),
    };
  },
  undo: async (host, spec, { off }) => {
    if (off.length === 0) return;
    await undoByIp(host, 'ending promiscuous mode', [turn(spec, off, 'off')]);
  },
});
