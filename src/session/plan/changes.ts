import type { StepKindName } from '../../provision/registry.js';
import type { PlannedStep } from './plan.js';

/** What a kind of step changes, and how that is undone. */
interface Change {
  readonly does: string;
  readonly undone: string;
}

const CHANGES: Readonly<Record<StepKindName, Change>> = {
  channels: { does: 'sets the number of queues', undone: 'restored' },
  'clock-rates': {
    does: 'reads the frequency offsets of clocks that PTP will steer',
    undone: 'restored',
  },
  coalescing: { does: 'sets interrupt throttling', undone: 'restored' },
  'drop-trace': { does: 'traces dropped frames', undone: 'stopped' },
  'frame-filters': { does: 'adds tc filters', undone: 'removed' },
  'frame-redirects': { does: 'adds tc redirects', undone: 'removed' },
  'frame-sink': { does: 'counts at the ports with frame_sink', undone: 'stopped' },
  governor: { does: 'sets the frequency governor', undone: 'restored' },
  guests: { does: 'starts guests', undone: 'stopped' },
  interfaces: { does: 'creates interfaces, addresses and routes', undone: 'removed' },
  'ipv6-routing': { does: 'enables IPv6 forwarding', undone: 'restored' },
  'irq-affinity': { does: 'moves interrupts to CPUs', undone: 'moved back' },
  irqbalance: { does: 'stops irqbalance', undone: 'started again' },
  modprobe: { does: 'loads a kernel module', undone: 'unloaded, unless loaded before' },
  'module-build': { does: 'builds a kernel module', undone: 'its folder is removed' },
  'module-load': { does: 'loads the module that was built', undone: 'unloaded' },
  'moved-ports': { does: 'moves ports to a network namespace', undone: 'moved back' },
  namespace: { does: 'creates network namespaces', undone: 'removed' },
  'nic-stamps': {
    does: 'saves hardware timestamping settings that PTP changes',
    undone: 'restored',
  },
  offloads: { does: 'sets offloads', undone: 'restored' },
  openvswitch: { does: 'runs Open vSwitch', undone: 'stopped' },
  pause: { does: 'sets pause frames', undone: 'restored' },
  phc2sys: { does: 'starts phc2sys', undone: 'stopped' },
  'ports-up': { does: 'brings test ports up, without IPv6', undone: 'restored' },
  promiscuous: { does: 'makes ports promiscuous', undone: 'restored' },
  'ptp-port': { does: 'brings up the port of PTP', undone: 'restored' },
  ptp4l: { does: 'starts ptp4l, which sets the clock of the sink', undone: 'stopped' },
  qdisc: { does: 'sets queueing disciplines', undone: 'restored' },
  queues: { does: 'sets the number of queues', undone: 'restored' },
  rings: { does: 'sets the length of rings', undone: 'restored' },
  rps: { does: 'sets RPS', undone: 'restored' },
  rss: { does: 'sets RSS tables', undone: 'restored' },
  'softnic-cpus': { does: 'moves the work of software ports to CPUs', undone: 'moved back' },
  'software-nic': { does: 'creates software ports', undone: 'removed' },
  sysctl: { does: 'sets kernel parameters', undone: 'restored' },
  'transient-sysctl': {
    does: 'sets kernel parameters of new interfaces',
    undone: 'removed with them',
  },
  turbo: { does: 'sets turbo', undone: 'restored' },
  'virtual-functions': { does: 'creates SR-IOV virtual functions', undone: 'removed' },
};

/** The steps of one kind on one machine. */
export interface PlannedChange extends Change {
  readonly machine: string;
  readonly kind: string;
  readonly steps: number;
  readonly commands: number;
}

/** Indexed by any string, as a step's kind is one. */
const changeBy: Readonly<Partial<Record<string, Change>>> = CHANGES;

/** Groups steps by machine and kind, in the order of the first of each. Pure. */
export const changesOf = (steps: readonly PlannedStep[]): readonly PlannedChange[] => {
  const found = new Map<string, PlannedChange>();
  for (const { machine, kind, commands } of steps) {
    const key = `${machine} ${kind}`;
    const before = found.get(key);
    found.set(key, {
      ...(changeBy[kind] ?? { does: kind.replaceAll('-', ' '), undone: 'restored' }),
      machine,
      kind,
      steps: (before?.steps ?? 0) + 1,
      commands: (before?.commands ?? 0) + commands.length,
    });
  }
  return [...found.values()];
};
