import { z } from 'zod';
import type { Host } from '../../host/host.js';
import { ipBatch } from '../../linux/ip/batch.js';
import { writeSysctls } from '../../linux/kernel/sysctl.js';
import type { Command } from '../../model/command.js';
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
 * Settings of a namespace in which IPv6 is disabled. Set before interfaces are created, as they inherit
 * `default`. A kernel may lack IPv6.
 */
export const WITHOUT_IPV6: NamespaceSpec['settings'] = {
  '-net/ipv6/conf/all/disable_ipv6': '1',
  '-net/ipv6/conf/default/disable_ipv6': '1',
};

/**
 * Settings of a namespace in which IPv6 is enabled but sends nothing unsolicited: interfaces get no
 * link-local address. It does not forward yet.
 */
export const SILENT_IPV6: NamespaceSpec['settings'] = {
  'net/ipv6/conf/all/disable_ipv6': '0',
  'net/ipv6/conf/default/disable_ipv6': '0',
  'net/ipv6/conf/default/addr_gen_mode': '1',
  'net/ipv6/conf/default/forwarding': '0',
};

const namesOf = (spec: NamespaceSpec): readonly string[] =>
  'names' in spec ? spec.names : [spec.name];

/** The folder in which iproute2 keeps namespaces by name (ip-netns(8)). */
const FOLDER = '/run/netns';

/** The folder's entries; undefined if it does not exist, as before the first namespace. */
const named = async (
  host: Host,
  signal?: AbortSignal,
): Promise<ReadonlySet<string> | undefined> => {
  const { exitCode, stdout } = await host.attempt(['ls', FOLDER], { signal });
  return exitCode === 0 ? new Set(stdout.split('\n').filter((name) => name !== '')) : undefined;
};

/** iproute2 makes the folder a mount point with the first namespace, and never removes it. */
const REMOVE_FOLDER = '[ -n "$(ls -A "$1")" ] || { umount "$1"; rmdir "$1"; }';

/** Removes the folder, unless another program's namespaces are in it by now. */
const removeFolder = (host: Host): Promise<unknown> =>
  host.attempt(['sh', '-c', REMOVE_FOLDER, 'sh', FOLDER]);

/** From this number on, one process creates or removes them all. */
const MANY = 9;

/** Creates or removes namespaces. */
const netns = (names: readonly string[], change: 'add' | 'del'): readonly Command[] =>
  names.length < MANY
    ? names.map((name) => ({ argv: ['ip', 'netns', change, name] }))
    : [
        ipBatch(
          names.map((name) => ['netns', change, name]),
          { force: change === 'del' },
        ),
      ];

/** Creates network namespaces; none of them may exist yet. */
export const namespace = defineStep({
  kind: 'namespace',
  spec: specSchema,
  before: z.union([z.null(), z.strictObject({ folder: z.literal('absent') })]),
  describe: (spec) => [
    ...netns(namesOf(spec), 'add'),
    ...namesOf(spec).map((name) => commandIn(name, writeSysctls(spec.settings))),
  ],
  read: async (host, spec, signal) => {
    const there = await named(host, signal);
    if (there === undefined) return { folder: 'absent' as const };
    const taken = namesOf(spec).find((name) => there.has(name));
    if (taken === undefined) return null;
    throw new PreconditionFailure({
      attempted: `creating network namespace ${taken}`,
      where: host.name,
      got: 'it already exists',
      remedy: `vrbench teardown -t TESTBED; if vrbench did not create it: ip netns del ${taken}`,
    });
  },
  undo: async (host, spec, before) => {
    const names = namesOf(spec);
    const outputs = await attemptAll(host, netns(names, 'del'));
    const removed = outputs.every(({ exitCode }) => exitCode === 0);
    if (removed && before === null) return;
    const there = await named(host);
    const left = names.filter((name) => there?.has(name));
    if (left.length === 0) {
      if (before !== null && there?.size === 0) await removeFolder(host);
      return;
    }
    throw new Failure({
      attempted: `removing network namespace ${left.join(', ')}`,
      where: host.name,
      got: outputs.map(({ stderr }) => stderr.trim()).join('\n'),
    });
  },
});
