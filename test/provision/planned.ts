import type { DataPlaneName } from '../../src/model/data-plane.js';
import { networkOf, type Network } from '../../src/model/network/network.js';
import { SINGLE_ROUTER, type RouterPlan } from '../../src/model/network/routers.js';
import type { Topology } from '../../src/model/network/topology.js';
import { PLAIN_TRAFFIC, type Traffic } from '../../src/model/network/traffic.js';
import type { DataPlane, DutProcessors } from '../../src/provision/dataplane/data-plane.js';
import { dataPlaneOf } from '../../src/provision/dataplane/index.js';
import type { Step } from '../../src/provision/step.js';
import { TOPOLOGY } from '../integration/provision/sandbox.js';

/** A data plane on a topology: one router, and the default traffic. */
export const planned = (
  name: DataPlaneName,
  traffic: Traffic = PLAIN_TRAFFIC,
  topology: Topology = TOPOLOGY,
  routers: RouterPlan = SINGLE_ROUTER,
  dut: DutProcessors = {},
): { readonly plane: DataPlane; readonly network: Network; readonly steps: readonly Step[] } => {
  const plane = dataPlaneOf(name);
  const network = networkOf(topology, { traffic, routers }, plane.stack);
  return { plane, network, steps: plane.steps(network, dut) };
};
