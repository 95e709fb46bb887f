import { z } from 'zod';
import { writeSysctls } from '../../linux/sysctl.js';
import type { Argv } from '../../model/command.js';
import { Failure, PreconditionFailure } from '../../model/failure.js';
import { commandIn } from '../commands.js';
import { defineStep } from '../define-step.js';

const specSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][\w.-]*$/),
  settings: z.record(z.string(), z.string()),
});

/** A network namespace, and the kernel parameters inside it; they go when it goes. */
export type NamespaceSpec = z.output<typeof specSchema>;

/**
 * Settings of a namespace in which IPv6 sends nothing on its own. Set before there are interfaces:
 * they take over `default`. A kernel may be without IPv6.
 */
export const WITHOUT_IPV6: NamespaceSpec['settings'] = {
  '-net/ipv6/conf/all/disable_ipv6': '1',
  '-net/ipv6/conf/default/disable_ipv6': '1',
};

/**
 * Settings of a namespace in which IPv6 is there and sends nothing on its own: interfaces are given
 * no address of the link's. It does not forward yet.
 */
export const SILENT_IPV6: NamespaceSpec['settings'] = {
  'net/ipv6/conf/all/disable_ipv6': '0',
  'net/ipv6/conf/default/disable_ipv6': '0',
  'net/ipv6/conf/default/addr_gen_mode': '1',
  'net/ipv6/conf/default/forwarding': '0',
};

const exists = (name: string): Argv => ['test', '-e', `/run/netns/${name}`];

/** Makes a network namespace; one of that name must not exist. */
export const namespace = defineStep({
  kind: 'namespace',
  spec: specSchema,
  before: z.null(),
  describe: ({ name, settings }) => [
    { argv: ['ip', 'netns', 'add', name] },
    commandIn(name, writeSysctls(settings)),
  ],
  read: async (host, { name }, signal) => {
    const { exitCode } = await host.attempt(exists(name), { signal });
    if (exitCode !== 0) return null;
    throw new PreconditionFailure({
      attempted: `making network namespace ${name}`,
      where: host.name,
      got: 'one of that name exists already',
      remedy: `vrbench teardown -t TESTBED; if vrbench did not make it: ip netns del ${name}`,
    });
  },
  undo: async (host, { name }) => {
    const removed = await host.attempt(['ip', 'netns', 'del', name]);
    if (removed.exitCode === 0) return;
    const { exitCode } = await host.attempt(exists(name));
    if (exitCode !== 0) return;
    throw new Failure({
      attempted: `removing network namespace ${name}`,
      where: host.name,
      got: removed.stderr.trim(),
    });
  },
});
