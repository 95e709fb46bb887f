import type { StepKindName } from '../../provision/registry.js';
import type { PlannedStep } from './plan.js';

/** What a kind of step changes, and what becomes of that at the end of a run. */
interface Change {
  readonly does: string;
  readonly undone: string;
}

const CHANGES: Readonly<Record<StepKindName, Change>> = {
  channels: { does: 'sets the number of queues', undone: 'as it was' },
  'clock-rates': {
    does: 'reads how fast clocks run that PTP will steer',
    undone: 'as fast as before',
  },
  coalescing: { does: 'sets interrupt throttling', undone: 'as it was' },
  'drop-trace': { does: 'traces dropped frames', undone: 'ends' },
  'frame-filters': { does: 'adds tc filters', undone: 'removed' },
  'frame-redirects': { does: 'adds tc redirects', undone: 'removed' },
  'frame-sink': { does: 'has frame_sink count at the ports', undone: 'ends' },
  governor: { does: 'sets the frequency governor', undone: 'as it was' },
  guests: { does: 'starts guests', undone: 'ended' },
  interfaces: { does: 'makes interfaces, addresses and routes', undone: 'removed' },
  'ipv6-routing': { does: 'has IPv6 forward', undone: 'as it was' },
  'irq-affinity': { does: 'moves interrupts to CPUs', undone: 'moved back' },
  irqbalance: { does: 'stops irqbalance', undone: 'started again' },
  modprobe: { does: 'loads a kernel module', undone: 'unloaded, unless it was loaded' },
  'module-build': { does: 'builds a kernel module', undone: 'its folder is removed' },
  'module-load': { does: 'loads the module that was built', undone: 'unloaded' },
  'moved-ports': { does: 'moves ports to a network namespace', undone: 'moved back' },
  namespace: { does: 'makes network namespaces', undone: 'removed' },
  'nic-stamps': { does: 'reads which frames a NIC stamps, for PTP to change', undone: 'as it was' },
  offloads: { does: 'sets offloads', undone: 'as they were' },
  openvswitch: { does: 'runs Open vSwitch', undone: 'ended' },
  pause: { does: 'sets pause frames', undone: 'as they were' },
  phc2sys: { does: 'starts phc2sys', undone: 'ended' },
  'ports-up': { does: 'brings test ports up, without IPv6', undone: 'as they were' },
  promiscuous: { does: 'makes ports promiscuous', undone: 'as they were' },
  'ptp-port': { does: 'brings up the port of PTP', undone: 'as it was' },
  ptp4l: { does: 'starts ptp4l, which sets the clock of the sink', undone: 'ended' },
  qdisc: { does: 'sets queueing disciplines', undone: 'as they were' },
  queues: { does: 'sets the number of queues', undone: 'as it was' },
  rings: { does: 'sets the length of rings', undone: 'as it was' },
  rps: { does: 'sets RPS', undone: 'as it was' },
  rss: { does: 'sets RSS tables', undone: 'as they were' },
  'softnic-cpus': { does: 'moves the work of software ports to CPUs', undone: 'moved back' },
  'software-nic': { does: 'makes software ports', undone: 'removed' },
  sysctl: { does: 'sets kernel parameters', undone: 'as they were' },
  'transient-sysctl': {
    does: 'sets kernel parameters of what it made',
    undone: 'removed with that',
  },
  turbo: { does: 'sets turbo', undone: 'as it was' },
  'virtual-functions': { does: 'makes SR-IOV virtual functions', undone: 'removed' },
};

/** The steps of one kind on one machine. */
export interface PlannedChange extends Change {
  readonly machine: string;
  readonly kind: string;
  readonly steps: number;
  readonly commands: number;
}

/** By any name: a step's kind is a text. */
const changeBy: Readonly<Partial<Record<string, Change>>> = CHANGES;

/** Steps as changes: those of one kind on a machine together, in the order of the first of them. Pure. */
export const changesOf = (steps: readonly PlannedStep[]): readonly PlannedChange[] => {
  const found = new Map<string, PlannedChange>();
  for (const { machine, kind, commands } of steps) {
    const key = `${machine} ${kind}`;
    const before = found.get(key);
    found.set(key, {
      ...(changeBy[kind] ?? { does: kind.replaceAll('-', ' '), undone: 'as it was' }),
      machine,
      kind,
      steps: (before?.steps ?? 0) + 1,
      commands: (before?.commands ?? 0) + commands.length,
    });
  }
  return [...found.values()];
};
