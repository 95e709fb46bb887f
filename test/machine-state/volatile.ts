import type { Json } from '../../src/model/json.js';
import type { JsonObject } from './facts.js';

/** What changes on a machine on its own, and so is no part of its state. */

/** What no software restores: the kernel remembers until it is booted again that a module was foreign to it. */
export const NOT_RESTORED = 'kernel.tainted';

/** Attributes that iproute2 shows: statistics, time that is left, and what `tc` says of its own. */
export const VOLATILE_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...['stats', 'stats64', 'valid_life_time', 'preferred_life_time', 'expires', 'used', 'updated'],
  // The kernel attaches a port's default when it first comes up, and keeps it.
  'qdisc',
]);

/** The MAC address of all IPv6 nodes. The kernel has a port join it and leave it as the port goes up and down. */
const ALL_NODES = '33:33:00:00:00:01';

/** Whether an entry of a device's multicast addresses, or of the forwarding database, is the kernel's own. */
export const isOfAllNodes = (entry: Json): boolean =>
  typeof entry === 'object' &&
  entry !== null &&
  !Array.isArray(entry) &&
  [(entry as JsonObject).mac, (entry as JsonObject).link].includes(ALL_NODES);

/** Kernel parameters that count, are drawn at random, or follow the machine's load. */
const VOLATILE_SYSCTLS: readonly RegExp[] = [
  /^fs\.(dentry-state|file-nr|inode-nr|inode-state|aio-nr|quota\.)/,
  /^kernel\.(random\.|ns_last_pid$|pty\.nr$|perf_event_max_sample_rate$|perf_cpu_time_max_percent$)/,
  /^net\.netfilter\.nf_conntrack_count$/,
  /\.(stable_secret|tcp_fastopen_key)$/,
];

/** Whether a kernel parameter is no part of the state. */
export const isVolatileSysctl = (name: string): boolean =>
  name === NOT_RESTORED || VOLATILE_SYSCTLS.some((pattern) => pattern.test(name));

/** Folders that hold what a machine is set up by, and what commands write. */
export const FOLDERS = [
  ...['/boot', '/etc', '/home', '/opt', '/root', '/run', '/srv', '/tmp', '/usr/local'],
  ...['/usr/lib/modules', '/usr/src', '/var'],
] as const;

/** In these: logs, logins, the lock that controllers take turns by, and modules that were built once. */
export const VOLATILE_FILES = [
  ...[
    '/var/log',
    '/run/log',
    '/run/utmp',
    '/run/sshd.pid',
    '/run/user',
    '/run/sudo',
    '/run/systemd',
  ],
  ...['/var/lib/systemd', '/run/vrbench.lock', '/var/cache/vrbench'],
] as const;

/** Patterns of what packages brought, thousands of files that take an emulated machine long to list. */
export const PACKAGED_FILES = [
  ...['/usr/src/*/*', '/usr/lib/modules/*/kernel/*', '/var/lib/dpkg/*'],
] as const;
