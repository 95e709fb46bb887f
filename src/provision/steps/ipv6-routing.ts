import { z } from 'zod';
import type { Host } from '../../host/host.js';
import { ipBatch } from '../../linux/ip/batch.js';
import { parseLinks } from '../../linux/ip/link.js';
import { restoreSysctls, writeSysctls } from '../../linux/kernel/sysctl.js';
import { parseBatch } from '../../linux/text/batch.js';
import type { Command } from '../../model/command.js';
import { runInOrder } from '../commands.js';
import { defineStep } from '../define-step.js';

/** The router's ports, in the initial namespace. */
const specSchema = z.strictObject({ interfaces: z.array(z.string()).min(1).readonly() });
const beforeSchema = z.strictObject({
  /** The ports whose flag IFF_MULTICAST was set. */
  multicast: z.array(z.string()),
  /** Kernel parameters as they were, in the order in which they are set. */
  sysctls: z.record(z.string(), z.string()),
});

const CONF = '/proc/sys/net/ipv6/conf';
const SETTING = /^([^\s:]+):(\S+)$/;

const READ = `ip -j link show && printf '\\036' && cd ${CONF} &&
for port; do grep -H '' "$port/disable_ipv6" "$port/addr_gen_mode"; done &&
grep -H '' */accept_ra */forwarding all/forwarding && printf '\\036'`;

// A router ignores router advertisements unless accept_ra is 2. An interface that accepts them must
// continue to, or the machine would lose its default route.
const KEEP_LISTENING = `cd ${CONF} && for conf in */; do
  case $conf in all/ | default/) continue ;; esac
  [ "$(cat "\${conf}accept_ra")$(cat "\${conf}forwarding")" = 10 ] || continue
  echo 2 >"\${conf}accept_ra" || exit 1
done`;

const parse = (
  host: Host,
  ports: readonly string[],
  stdout: string,
): z.output<typeof beforeSchema> => {
  const [shown = '', settings = ''] = parseBatch(stdout, 2, host.name);
  const links = parseLinks(shown, host.name);
  const sysctls = settings.split('\n').flatMap((line): [string, string][] => {
    const [, key, value] = SETTING.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [[`net/ipv6/conf/${key}`, value]];
  });
  return {
    multicast: ports.filter((port) => links.of(port)?.flags.includes('MULTICAST') === true),
    sysctls: Object.fromEntries(sysctls),
  };
};

const multicast = (state: 'on' | 'off', ports: readonly string[]): Command =>
  ipBatch(ports.map((port) => ['link', 'set', 'dev', port, 'multicast', state]));

/**
 * Enables IPv6 forwarding between the machine's ports, which stay silent: they have no address, and are
 * in no multicast group that MLD would report. The kernel has one switch for the whole machine
 * (ip6_forward() checks conf/all only), so that it also forwards what other interfaces receive; undo
 * restores every interface.
 */
export const ipv6Routing = defineStep({
  kind: 'ipv6-routing',
  spec: specSchema,
  before: beforeSchema,
  describe: ({ interfaces: ports }) => {
    const ofPorts = ports.flatMap((port): [string, string][] => [
      [`net/ipv6/conf/${port}/addr_gen_mode`, '1'],
      [`net/ipv6/conf/${port}/disable_ipv6`, '0'],
    ]);
    return [
      multicast('off', ports),
      { argv: ['sh', '-c', KEEP_LISTENING] },
      writeSysctls({ ...Object.fromEntries(ofPorts), 'net/ipv6/conf/all/forwarding': '1' }),
    ];
  },
  read: async (host, { interfaces: ports }, signal) => {
    const argv = ['sh', '-c', READ, 'sh', ...ports] as const;
    const { stdout } = await host.run(argv, { signal });
    return parse(host, ports, stdout);
  },
  undo: async (host, _, { multicast: those, sysctls }) => {
    await runInOrder(host, [restoreSysctls(sysctls), multicast('on', those)]);
  },
});
