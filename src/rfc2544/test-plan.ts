import type { DataPlaneName } from '../model/data-plane.js';
import type { Modifier } from '../model/modifier.js';
import type { LoadedRouters } from '../model/network/network.js';
import type { RouterPlan } from '../model/network/routers.js';
import type { Traffic } from '../model/network/traffic.js';
import type { Bytes } from '../model/units.js';
import type { TrialPhases } from './trials/phases-schema.js';

/** The settings of a playbook that apply to all its tests. */
export interface TestPlan {
  readonly ingressPorts: number;
  readonly egressPorts: number;
  readonly dataPlanes: readonly DataPlaneName[];
  readonly frameSizes: readonly Bytes[];
  readonly traffic: Traffic;
  readonly routers: RouterPlan & { readonly traffic?: LoadedRouters };
  readonly modifiers: readonly Modifier[];
  readonly trial: TrialPhases;
}

/** The number of ports that share a load: the generator's, and the sink's if it sends too. */
export const sendingPorts = ({
  ingressPorts,
  egressPorts,
  traffic,
}: Pick<TestPlan, 'ingressPorts' | 'egressPorts' | 'traffic'>): number =>
  traffic.direction === 'bidirectional' ? ingressPorts + egressPorts : ingressPorts;
