import { z } from 'zod';
import type { Host } from '../../host/host.js';
import { writeSysctls } from '../../linux/kernel/sysctl.js';
import { Failure, PreconditionFailure } from '../../model/failure.js';
import { namespaceNameProblem } from '../../model/network/kernel-name.js';
import { attemptAll, commandIn } from '../commands.js';
import { defineStep } from '../define-step.js';

const nameSchema = z.string().refine((name) => namespaceNameProblem(name) === undefined);
const settings = z.record(z.string(), z.string());
const specSchema = z.union([
  z.strictObject({ name: nameSchema, settings }),
  z.strictObject({ names: z.array(nameSchema).min(1).readonly(), settings }),
]);

/** Network namespaces, and the kernel parameters inside each, which are removed with it. */
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

const namesOf = (spec: NamespaceSpec): readonly string[] =>
  'names' in spec ? spec.names : [spec.name];

/** Those of the names that are taken. There is no such folder before the first namespace. */
const existing = async (
  host: Host,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<readonly string[]> => {
  const { stdout } = await host.attempt(['ls', '/run/netns'], { signal });
  const taken = new Set(stdout.split('\n'));
  return names.filter((name) => taken.has(name));
};

/** Makes network namespaces; none of those names must exist. */
export const namespace = defineStep({
  kind: 'namespace',
  spec: specSchema,
  before: z.null(),
  describe: (spec) => [
    ...namesOf(spec).map((name) => ({ argv: ['ip', 'netns', 'add', name] as const })),
    ...namesOf(spec).map((name) => commandIn(name, writeSysctls(spec.settings))),
  ],
  read: async (host, spec, signal) => {
    const [taken] = await existing(host, namesOf(spec), signal);
    if (taken === undefined) return null;
    throw new PreconditionFailure({
      attempted: `making network namespace ${taken}`,
      where: host.name,
      got: 'one of that name exists already',
      remedy: `vrbench teardown -t TESTBED; if vrbench did not make it: ip netns del ${taken}`,
    });
  },
  undo: async (host, spec) => {
    const names = namesOf(spec);
    const outputs = await attemptAll(
      host,
      names.map((name) => ({ argv: ['ip', 'netns', 'del', name] })),
    );
    if (outputs.every(({ exitCode }) => exitCode === 0)) return;
    const left = await existing(host, names);
    if (left.length === 0) return;
    throw new Failure({
      attempted: `removing network namespace ${left.join(', ')}`,
      where: host.name,
      got: outputs.map(({ stderr }) => stderr.trim()).join('\n'),
    });
  },
});
