import { measuredNetworks } from '../../../../config/networks/networks.js';
import type { Playbook } from '../../../../config/playbook.js';
import type { DataPlaneName } from '../../../../model/data-plane.js';
import { dataPlaneOf } from '../../../../provision/dataplane/index.js';
import { PATCHED_MODULES } from '../../../../provision/kernel-module/modules.js';

const STACKED = ['macvlan', 'macvtap'];

/** Whether its virtual interfaces are stacked on the ports, each with a MAC address in the NIC's filter. */
const isStacked = (name: DataPlaneName): boolean => {
  const { modules, builds } = dataPlaneOf(name).requires;
  return (
    modules.some((module) => STACKED.includes(module)) ||
    PATCHED_MODULES.some((module) => module === builds)
  );
};

/** The maximum number of MAC addresses that a run adds to one of the DUT's ports. Pure. */
export const addressesPerPort = (playbook: Playbook): number =>
  Math.max(
    0,
    ...measuredNetworks(playbook)
      .map((network) => network.playbook)
      .filter(({ dataPlanes }) => dataPlanes.some(isStacked))
      .map(({ routers: { count, ports, interfaces } }) =>
        ports === 'shared' ? count * interfaces : interfaces,
      ),
  );
