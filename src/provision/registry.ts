import type { StepDefinition } from './define-step.js';
import { clockRates } from './clocks/clock-rates.js';
import { nicStamps } from './clocks/nic-stamps.js';
import { phc2sys } from './clocks/phc2sys.js';
import { ptp4l } from './clocks/ptp4l.js';
import { ptpPort } from './clocks/ptp-port.js';
import { moduleBuild } from './kernel-module/build.js';
import { loadBuiltModule } from './kernel-module/load.js';
import { loadKernelModule } from './kernel-module/modprobe.js';
import { dropTrace } from './tracing/drop-trace.js';
import { frameFilters } from './steps/frame-filters.js';
import { frameRedirects } from './steps/frame-redirects.js';
import { frameSink } from './steps/frame-sink.js';
import { guests } from './dataplane/guest/guests.js';
import { interfaces } from './steps/interfaces.js';
import { ipv6Routing } from './steps/ipv6-routing.js';
import { movedPorts } from './steps/moved-ports.js';
import { namespace } from './steps/namespace.js';
import { openvswitch } from './steps/openvswitch.js';
import { portsUp } from './steps/ports-up.js';
import { promiscuous } from './steps/promiscuous.js';
import { softwareNic } from './steps/softnic.js';
import { sysctl } from './steps/sysctl.js';
import { transientSysctl } from './steps/transient-sysctl.js';
import { virtualFunctions } from './steps/virtual-functions.js';
import { irqAffinity } from './tuning/irq-affinity.js';
import { governor } from './tuning/machine/governor.js';
import { irqbalance } from './tuning/machine/irqbalance.js';
import { turbo } from './tuning/machine/turbo.js';
import { channels } from './tuning/port/channels.js';
import { coalescing } from './tuning/port/coalescing.js';
import { offloads } from './tuning/port/offloads.js';
import { pause } from './tuning/port/pause.js';
import { qdisc } from './tuning/port/qdisc.js';
import { rings } from './tuning/port/rings.js';
import { rss } from './tuning/port/rss.js';
import { queues } from './tuning/queues.js';
import { rps } from './tuning/rps.js';
import { softnicCpus } from './tuning/softnic-cpus.js';

/** What teardown needs of a kind of step. */
export type StepKind = Pick<StepDefinition<string, never>, 'kind' | 'fromLedger'>;

/** Every kind of step by name. A step is only undone by a later process if its kind is here. */
export type StepKinds = Readonly<Record<string, StepKind>>;

/** Checks that the keys of a table are the kinds of its steps. */
const byKind = <
  Table extends { readonly [Kind in keyof Table]: { readonly kind: Kind } & StepKind },
>(
  table: Table,
): Readonly<Record<keyof Table, StepKind>> => table;

const KINDS = byKind({
  channels,
  'clock-rates': clockRates,
  coalescing,
  'drop-trace': dropTrace,
  'frame-filters': frameFilters,
  'frame-redirects': frameRedirects,
  'frame-sink': frameSink,
  governor,
  guests,
  interfaces,
  'ipv6-routing': ipv6Routing,
  'irq-affinity': irqAffinity,
  irqbalance,
  modprobe: loadKernelModule,
  'module-build': moduleBuild,
  'module-load': loadBuiltModule,
  'moved-ports': movedPorts,
  namespace,
  'nic-stamps': nicStamps,
  offloads,
  openvswitch,
  pause,
  phc2sys,
  'ports-up': portsUp,
  promiscuous,
  'ptp-port': ptpPort,
  ptp4l,
  qdisc,
  queues,
  rings,
  rps,
  rss,
  'softnic-cpus': softnicCpus,
  'software-nic': softwareNic,
  sysctl,
  'transient-sysctl': transientSysctl,
  turbo,
  'virtual-functions': virtualFunctions,
});

/** The name of a kind of step. */
export type StepKindName = keyof typeof KINDS;

export const STEP_KINDS: StepKinds = KINDS;
