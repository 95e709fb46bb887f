import type { Json } from '../model/json.js';
import { moduleBuildFromSpec } from './kernel-module/build.js';
import { moduleLoadFromSpec } from './kernel-module/load.js';
import { modprobeFromSpec } from './kernel-module/modprobe.js';
import type { Step } from './step.js';
import { frameFiltersFromSpec } from './steps/frame-filters.js';
import { frameSinkFromSpec } from './steps/frame-sink.js';
import { interfacesFromSpec } from './steps/interfaces.js';
import { ipv6RoutingFromSpec } from './steps/ipv6-routing.js';
import { namespaceFromSpec } from './steps/namespace.js';
import { portsUpFromSpec } from './steps/ports-up.js';
import { softnicFromSpec } from './steps/softnic.js';
import { sysctlFromSpec } from './steps/sysctl.js';

/** Rebuilds a step from what the ledger keeps of it. @throws when the spec is not of its kind */
export type FromSpec = (spec: Json) => Step;

/** Every kind of step by name. A step is only undone by a later process if its kind is here. */
export type StepKinds = Readonly<Record<string, FromSpec>>;

export const STEP_KINDS: StepKinds = {
  'frame-filters': frameFiltersFromSpec,
  'frame-sink': frameSinkFromSpec,
  interfaces: interfacesFromSpec,
  'ipv6-routing': ipv6RoutingFromSpec,
  modprobe: modprobeFromSpec,
  'module-build': moduleBuildFromSpec,
  'module-load': moduleLoadFromSpec,
  namespace: namespaceFromSpec,
  'ports-up': portsUpFromSpec,
  'software-nic': softnicFromSpec,
  sysctl: sysctlFromSpec,
};
