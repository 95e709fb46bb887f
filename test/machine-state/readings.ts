import type { Argv } from '../../src/model/command.js';
import { attributes, elements, lines, objects, pairs, type Facing } from './facts.js';
import {
  FOLDERS,
  PACKAGED_FILES,
  VOLATILE_ATTRIBUTES,
  VOLATILE_FILES,
  isOfAllNodes,
  isVolatileSysctl,
} from './volatile.js';

/** How one aspect of a machine is read. */
export interface Reading {
  readonly argv: Argv;
  readonly facts: Facing;
}

/** A program for sh, whose failures are no failure: not every machine has everything. */
const shell = (program: string, ...argv: readonly string[]): Argv => [
  'sh',
  '-c',
  `${program}\n:`,
  'sh',
  ...argv,
];

const EACH_DEVICE = `for path in /sys/class/net/*; do
  device=\${path##*/}
  [ "$device" != lo ] || continue`;
const FILTERS = `${EACH_DEVICE}
  for hook in root ingress egress; do
    tc filter show dev "$device" "$hook" 2>/dev/null | sed "s/^/$device $hook /"
  done
done`;
const SETTINGS = `${EACH_DEVICE}
  for show in -k -c -g -a -l -x --show-priv-flags; do
    ethtool "$show" "$device" 2>/dev/null | sed "s/^/$device $show /"
  done
done`;
/** Naming tables would load the module that keeps them. */
const NFTABLES = '[ ! -d /sys/module/nf_tables ] || nft -s list ruleset 2>/dev/null';
const SYSCTLS = 'sysctl -a 2>/dev/null';

/** Values of files that match patterns, as `path:value`. */
const VALUES = 'grep -sH . $1';
const values = (...patterns: readonly string[]): Argv => shell(VALUES, patterns.join(' '));

const found = (folders: readonly string[], ...what: readonly string[]): Argv => {
  const skipped = [...VOLATILE_FILES, ...PACKAGED_FILES].flatMap((path) => [
    ...['-path', path, '-prune', '-o'],
  ]);
  return shell('find "$@" 2>/dev/null', ...folders, '-xdev', ...skipped, ...what);
};

const DIRECTORY = ['-type', 'd', '-printf', '%p\t%M %u %g\\n'];
const ANYTHING_ELSE = ['-printf', '%p\t%M %u %g %s %l\\n'];

const ip = (...argv: readonly string[]): Argv => ['ip', '-j', ...argv];
const plain: Facing = objects(VOLATILE_ATTRIBUTES);
/** The kernel's own default has no handle. */
const configured: Facing = objects(VOLATILE_ATTRIBUTES, ({ handle }) => handle !== '0:');

/** What each network namespace has of its own. */
export const OF_A_NAMESPACE = {
  links: { argv: ip('-d', 'link', 'show'), facts: attributes(VOLATILE_ATTRIBUTES) },
  addresses: { argv: ip('address', 'show'), facts: elements('addr_info', VOLATILE_ATTRIBUTES) },
  'multicast addresses': {
    argv: ip('maddress', 'show'),
    facts: elements('maddr', new Set(), (entry) => !isOfAllNodes(entry)),
  },
  // Others come and go on their own.
  neighbours: { argv: ip('neigh', 'show', 'nud', 'permanent'), facts: plain },
  'proxied neighbours': { argv: ip('neigh', 'show', 'proxy'), facts: plain },
  'IPv4 routes': { argv: ip('-4', 'route', 'show', 'table', 'all'), facts: plain },
  'IPv6 routes': { argv: ip('-6', 'route', 'show', 'table', 'all'), facts: plain },
  'IPv4 rules': { argv: ip('-4', 'rule', 'show'), facts: plain },
  'IPv6 rules': { argv: ip('-6', 'rule', 'show'), facts: plain },
  'forwarding database': {
    argv: ['bridge', '-j', 'fdb', 'show'],
    facts: objects(VOLATILE_ATTRIBUTES, (entry) => !isOfAllNodes(entry)),
  },
  qdiscs: { argv: ['tc', '-j', 'qdisc', 'show'], facts: configured },
  filters: { argv: shell(FILTERS), facts: lines },
  nftables: { argv: shell(NFTABLES), facts: lines },
  sysctls: { argv: shell(SYSCTLS), facts: pairs(' = ', isVolatileSysctl) },
  'device settings': { argv: shell(SETTINGS), facts: pairs(':') },
} as const satisfies Readonly<Record<string, Reading>>;

const QUEUES = '/sys/class/net/*/queues/*';
const CPU = '/sys/devices/system/cpu';

/** What a machine has once. */
export const OF_A_MACHINE = {
  namespaces: { argv: ['ip', 'netns', 'list'], facts: lines },
  modules: { argv: ['cut', '-d', ' ', '-f', '1', '/proc/modules'], facts: lines },
  'module parameters': { argv: values('/sys/module/*/parameters/*'), facts: pairs(':') },
  interrupts: {
    argv: values('/proc/irq/default_smp_affinity', '/proc/irq/*/smp_affinity_list'),
    facts: pairs(':'),
  },
  queues: {
    argv: values(
      ...[`${QUEUES}/rps_cpus`, `${QUEUES}/rps_flow_cnt`, `${QUEUES}/xps_cpus`],
      ...['threaded', 'gro_flush_timeout', 'napi_defer_hard_irqs', 'device/sriov_numvfs'].map(
        (name) => `/sys/class/net/*/${name}`,
      ),
    ),
    facts: pairs(':'),
  },
  processors: {
    argv: values(
      ...[`${CPU}/cpu*/online`, `${CPU}/cpu*/cpufreq/scaling_governor`],
      ...[`${CPU}/cpu*/cpufreq/scaling_m*_freq`, `${CPU}/cpu*/cpuidle/state*/disable`],
      ...[`${CPU}/intel_pstate/no_turbo`, `${CPU}/cpufreq/boost`],
    ),
    facts: pairs(':'),
  },
  mounts: { argv: ['cut', '-d', ' ', '-f', '4-', '/proc/self/mountinfo'], facts: lines },
  files: {
    argv: found(FOLDERS, ...DIRECTORY, '-o', ...ANYTHING_ELSE),
    facts: pairs('\t'),
  },
  contents: {
    argv: found(['/etc', '/root'], '-type', 'f', '-exec', 'sha1sum', '{}', '+'),
    facts: lines,
  },
} as const satisfies Readonly<Record<string, Reading>>;
