import type { PlannedStep } from './plan.js';

/** What a kind of step changes, and what becomes of that at the end of a run. */
interface Change {
  readonly does: string;
  readonly undone: string;
}

/** By the kind of step; a kind that is not listed is shown by its name. */
export const CHANGES: Readonly<Record<string, Change>> = {
  channels: { does: 'sets the number of queues', undone: 'restored' },
  coalescing: { does: 'sets interrupt throttling', undone: 'restored' },
  'frame-filters': { does: 'adds tc filters', undone: 'removed' },
  'frame-redirects': { does: 'adds tc redirects', undone: 'removed' },
  'frame-sink': { does: 'counts at the ports with frame_sink', undone: 'stopped' },
  governor: { does: 'sets the frequency governor', undone: 'restored' },
  guests: { does: 'starts guests', undone: 'ended' },
  interfaces: { does: 'makes interfaces, addresses and routes', undone: 'removed' },
  'ipv6-routing': { does: 'enables IPv6 forwarding', undone: 'restored' },
  'irq-affinity': { does: 'moves interrupts to CPUs', undone: 'moved back' },
  irqbalance: { does: 'stops irqbalance', undone: 'started again' },
  modprobe: { does: 'loads a kernel module', undone: 'unloaded, unless it was loaded' },
  'module-build': { does: 'builds a kernel module', undone: 'its folder is removed' },
  'module-load': { does: 'loads the module that was built', undone: 'unloaded' },
  'moved-ports': { does: 'moves ports to a network namespace', undone: 'moved back' },
  namespace: { does: 'makes network namespaces', undone: 'removed' },
  offloads: { does: 'sets offloads', undone: 'restored' },
  openvswitch: { does: 'runs Open vSwitch', undone: 'ended' },
  pause: { does: 'sets pause frames', undone: 'restored' },
  'ports-up': { does: 'brings test ports up, without IPv6', undone: 'restored' },
  promiscuous: { does: 'makes ports promiscuous', undone: 'restored' },
  qdisc: { does: 'sets queueing disciplines', undone: 'restored' },
  queues: { does: 'sets the number of queues', undone: 'restored' },
  rings: { does: 'sets the length of rings', undone: 'restored' },
  rps: { does: 'sets RPS', undone: 'restored' },
  rss: { does: 'sets RSS tables', undone: 'restored' },
  'softnic-cpus': { does: 'moves the work of software ports to CPUs', undone: 'moved back' },
  'software-nic': { does: 'makes software ports', undone: 'removed' },
  sysctl: { does: 'sets kernel parameters', undone: 'restored' },
  'transient-sysctl': {
    does: 'sets kernel parameters of what it made',
    undone: 'removed with that',
  },
  turbo: { does: 'sets turbo', undone: 'restored' },
  'virtual-functions': { does: 'makes SR-IOV virtual functions', undone: 'removed' },
};

/** The steps of one kind on one machine. */
export interface PlannedChange extends Change {
  readonly machine: string;
  readonly kind: string;
  readonly steps: number;
  readonly commands: number;
}

/** Steps as changes: those of one kind on a machine together, in the order of the first of them. Pure. */
export const changesOf = (steps: readonly PlannedStep[]): readonly PlannedChange[] => {
  const found = new Map<string, PlannedChange>();
  for (const { machine, kind, commands } of steps) {
    const key = `${machine} ${kind}`;
    const before = found.get(key);
    found.set(key, {
      ...(CHANGES[kind] ?? { does: kind.replaceAll('-', ' '), undone: 'restored' }),
      machine,
      kind,
      steps: (before?.steps ?? 0) + 1,
      commands: (before?.commands ?? 0) + commands.length,
    });
  }
  return [...found.values()];
};
