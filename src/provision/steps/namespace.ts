import { z } from 'zod';
import { writeSysctls } from '../../linux/kernel/sysctl.js';
import type { Command } from '../../model/command.js';
import { Failure, PreconditionFailure } from '../../model/failure.js';
import type { Json } from '../../model/json.js';
import { commandIn, runInOrder } from '../commands.js';
import type { Step } from '../step.js';

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

/** Makes a network namespace; one of that name must not exist. */
export const namespace = (spec: NamespaceSpec): Step => {
  const { name, settings } = specSchema.parse(spec);
  const exists = ['test', '-e', `/run/netns/${name}`] as const;
  const commands: readonly Command[] = [
    { argv: ['ip', 'netns', 'add', name] },
    commandIn(name, writeSysctls(settings)),
  ];
  return {
    kind: 'namespace',
    spec,
    describe: () => commands,
    read: async (host, signal) => {
      const { exitCode } = await host.attempt(exists, { signal });
      if (exitCode !== 0) return null;
      throw new PreconditionFailure({
        attempted: `making network namespace ${name}`,
        where: host.name,
        got: 'one of that name exists already',
        remedy: `vrbench teardown -t TESTBED; if vrbench did not make it: ip netns del ${name}`,
      });
    },
    apply: (host, signal) => runInOrder(host, commands, signal),
    undo: async (host) => {
      const removed = await host.attempt(['ip', 'netns', 'del', name]);
      if (removed.exitCode === 0) return;
      const { exitCode } = await host.attempt(exists);
      if (exitCode !== 0) return;
      throw new Failure({
        attempted: `removing network namespace ${name}`,
        where: host.name,
        got: removed.stderr.trim(),
      });
    },
  };
};

export const namespaceFromSpec = (spec: Json): Step => namespace(specSchema.parse(spec));
