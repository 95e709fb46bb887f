import type { Host } from '../../src/host/host.js';
import type { Argv } from '../../src/model/command.js';

/** Waits for what has just come up: its IPv6 address has to be found free first. */
export const ADDRESSES_SETTLED: Argv = [
  'sh',
  '-c',
  'while [ -n "$(ip -6 -oneline address show tentative)" ]; do sleep 0.1; done',
];

/**
 * What a run may not change: links, addresses, routes, neighbours, filters, namespaces, modules, sysctls,
 * and vrbench's own files on the machine.
 */
const COMMANDS: Readonly<Record<string, Argv>> = {
  links: ['ip', '-j', '-d', 'link', 'show'],
  addresses: ['ip', '-j', 'address', 'show'],
  routes: ['ip', '-j', 'route', 'show', 'table', 'all'],
  routes6: ['ip', '-j', '-6', 'route', 'show', 'table', 'all'],
  neighbours: ['ip', '-j', 'neigh', 'show', 'nud', 'permanent'],
  filters: ['sh', '-c', 'tc qdisc show | grep -E "clsact|ingress" || :'],
  namespaces: ['ip', 'netns', 'list'],
  modules: ['sh', '-c', 'cut -d" " -f1 /proc/modules | sort'],
  sysctls: ['sh', '-c', 'sysctl -a 2>/dev/null | grep -E "^net\\.(ipv4|ipv6|core)" | sort'],
  files: ['sh', '-c', 'find /run/vrbench 2>/dev/null || :'],
};

// The kernel attaches a port's qdisc when it first comes up and keeps it; its statistics and an
// ephemeral key are no configuration either.
const VOLATILE = new Set(['qdisc', 'stats', 'stats64', 'valid_life_time', 'preferred_life_time']);
const steady = (text: string): unknown => {
  try {
    return JSON.parse(text, (key, value: unknown) => (VOLATILE.has(key) ? undefined : value));
  } catch {
    return text;
  }
};

/** The state of a machine, for comparison with a later one. */
export const machineState = async (host: Host): Promise<Readonly<Record<string, unknown>>> => {
  const entries = Object.entries(COMMANDS).map(async ([name, argv]) => {
    const { stdout } = await host.run(argv);
    return [name, steady(stdout)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
};
